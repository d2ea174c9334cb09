package zarang.routing.keys;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the numbers where callers can be parked. */
final class ParkingPlaces {
    private static final Pattern RANGE = Pattern.compile("([0-9]{2,8})-([0-9]{2,8})");
    private static final int MOST = 100;

    private ParkingPlaces() {}

    /** The numbers from the first to the last, such as {@code 70-79}; empty if it is no such. */
    static Optional<Set<String>> of(String written) {
        Matcher range = RANGE.matcher(written);
        if (!range.matches() || range.group(1).length() != range.group(2).length()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (last < first || last - first >= MOST) {
            return Optional.empty();
        }
        Set<String> places = new LinkedHashSet<>();
        for (int place = first; place <= last; place++) {
            places.add(String.format(Locale.ROOT, "%0" + range.group(1).length() + "d", place));
        }
        return Optional.of(places);
    }
}
