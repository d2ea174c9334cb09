package zarang.api.route;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on. It names what was given last, so what comes into the list or leaves it
 * meanwhile neither doubles nor skips another thing.
 *
 * @param list whose it is
 * @param position of what was given last; where the list goes on if that is gone
 * @param last the name of what was given last
 */
record Cursor(String list, int position, String last) {
    private static final Pattern FORM = Pattern.compile("([a-z-]{1,32}) ([0-9]{1,9}) (.{1,200})");

    /** As clients see it: they are not to read it. */
    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (list + " " + position + " " + last).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it is none of this list. */
    static Optional<Cursor> read(String list, String text) {
        try {
            Matcher parts =
                    FORM.matcher(
                            new String(
                                    Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return parts.matches() && parts.group(1).equals(list)
                    ? Optional.of(
                            new Cursor(list, Integer.parseInt(parts.group(2)), parts.group(3)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
