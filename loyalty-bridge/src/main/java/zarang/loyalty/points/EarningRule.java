package zarang.loyalty.points;

import java.util.regex.Pattern;
import zarang.call.Points;

/**
 * What earns points.
 *
 * @param id 1 to 32 letters, digits, dots, dashes or underscores; never changed, for it is part of
 *     what makes an award unique
 * @param on type of the fact, such as {@code call.ended}
 * @param points more than nothing
 * @param terms which of those facts count
 */
public record EarningRule(String id, String on, Points points, ContactTerms terms) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /** The fact for which points can be given in this version. */
    public static final String CONTACT = "call.ended";

    public EarningRule {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id for an earning rule: '" + id + "'");
        }
        if (!on.equals(CONTACT)) {
            throw new IllegalArgumentException(
                    "earning rule "
                            + id
                            + ": no points are given on '"
                            + on
                            + "', only on "
                            + CONTACT);
        }
        if (points.hundredths() <= 0) {
            throw new IllegalArgumentException(
                    "earning rule " + id + " gives " + points + " points");
        }
    }
}
