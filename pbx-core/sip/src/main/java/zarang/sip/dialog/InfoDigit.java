package zarang.sip.dialog;

import java.util.Locale;
import java.util.Optional;

/** A digit in an INFO body: the two forms that phones use, neither of them a standard. */
final class InfoDigit {
    private static final int BODY_MAX = 256;
    private static final String DIGITS = "0123456789*#ABCD";

    private InfoDigit() {}

    static boolean isUnderstood(String type) {
        return type.equals("application/dtmf-relay") || type.equals("application/dtmf");
    }

    /** Empty if there is none in it: a flash, or nonsense. */
    static Optional<Character> read(String type, String body) {
        if (body.length() > BODY_MAX) {
            return Optional.empty();
        }
        if (type.equals("application/dtmf")) {
            return digit(body.strip());
        }
        return body.lines()
                .map(line -> line.replace(" ", "").toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith("SIGNAL="))
                .findFirst()
                .flatMap(line -> digit(line.substring("SIGNAL=".length()).strip()));
    }

    /** The body that sends one. */
    static String written(char digit, int durationMs) {
        return "Signal=" + digit + "\r\nDuration=" + durationMs + "\r\n";
    }

    /** Some phones write 10 and 11 for star and hash. */
    private static Optional<Character> digit(String text) {
        String one =
                switch (text) {
                    case "10" -> "*";
                    case "11" -> "#";
                    default -> text.toUpperCase(Locale.ROOT);
                };
        return one.length() == 1 && DIGITS.contains(one)
                ? Optional.of(one.charAt(0))
                : Optional.empty();
    }
}
