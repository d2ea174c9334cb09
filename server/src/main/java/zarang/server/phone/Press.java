package zarang.server.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys to be pressed, one after the other.
 *
 * @param key 0-9, *, #, A-D, or {@link #HOLD}
 * @param after pause before it
 */
record Press(char key, Duration after) {
    /** Puts the call on hold; pressed again, takes it off. */
    static final char HOLD = 'h';

    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * Reads keys; a comma is a pause of one second.
     *
     * @param first pause before the first key
     * @throws IllegalArgumentException there is another character
     */
    static List<Press> parse(String keys, Duration first) {
        List<Press> presses = new ArrayList<>();
        Duration after = first;
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            if (key == ',') {
                after = after.plus(PAUSE);
            } else if ("0123456789*#ABCDh".indexOf(key) >= 0) {
                presses.add(new Press(key, after));
                after = BETWEEN;
            } else {
                throw new IllegalArgumentException(
                        "'"
                                + key
                                + "' is no key: 0-9, *, #, A-D, h for hold, or a comma for a pause of a"
                                + " second");
            }
        }
        return presses;
    }
}
