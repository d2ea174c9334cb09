package zarang.sip.message;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers in headers: never too large for their type, never an exception. */
final class Numbers {
    static final long DELTA_SECONDS_MAX = 0xFFFF_FFFFL;
    private static final Pattern Q_VALUE = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private Numbers() {}

    /** Digits only, at most {@code max}; anything else is -1. */
    static long bounded(String digits, long max) {
        if (digits.isEmpty()) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
            if (value > max) {
                return -1;
            }
        }
        return value;
    }

    /** delta-seconds: larger ones count as 2³²−1, RFC 3261 §20.10. */
    static OptionalLong deltaSeconds(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        long value = bounded(text, DELTA_SECONDS_MAX);
        return OptionalLong.of(value < 0 ? DELTA_SECONDS_MAX : value);
    }

    static OptionalDouble qValue(String text) {
        return Q_VALUE.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }
}
