package zarang.media.keys;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UDP ports for RTP, both ends included. */
public record PortRange(int min, int max) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
    private static final int LEAST = 1_024;
    private static final int MOST = 65_535;

    /** Legs that have room: each takes an even port and the odd one above it. */
    public int legs() {
        return (max - min + 1) / 2;
    }

    static Optional<PortRange> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        PortRange range =
                new PortRange(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        // a pair is an even port and the odd one above it
        boolean pair = (range.max + 1) / 2 > (range.min + 1) / 2;
        return range.min >= LEAST && range.max <= MOST && pair
                ? Optional.of(range)
                : Optional.empty();
    }
}
