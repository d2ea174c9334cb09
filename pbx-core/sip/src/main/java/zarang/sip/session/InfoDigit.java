package zarang.sip.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import zarang.sip.message.BodyPart;

/**
 * A digit in an INFO body: the forms that phones use, none of them a standard.
 *
 * <p>{@code Signal=5} in a line of {@code application/dtmf-relay}, the bare digit as {@code
 * application/dtmf}, {@code d=5} in Nortel's; each is read in each of the types, since phones mix
 * them.
 */
final class InfoDigit {
    private static final int BODY_MAX = 256;
    private static final String DIGITS = "0123456789*#ABCD";
    private static final Set<String> TYPES =
            Set.of(
                    "application/dtmf-relay",
                    "application/dtmf",
                    "application/vnd.nortelnetworks.digits");
    private static final Set<String> NAMES = Set.of("signal", "d");

    /** Events that are no key: a hook flash, RFC 4733 §3.2 number 16. */
    private static final Set<String> FLASHES = Set.of("16", "!", "hf", "flash", "hookflash");

    private InfoDigit() {}

    /** What a body says. */
    sealed interface Reading {
        record Pressed(char digit) implements Reading {}

        /** Understood, and no key. */
        record Flash() implements Reading {}

        /** Of a type that is understood, but not what it should be: 400. */
        record Nonsense() implements Reading {}

        /** Nothing about digits. */
        record Other() implements Reading {}
    }

    static boolean isUnderstood(String type) {
        return TYPES.contains(type);
    }

    /** What the first body that is about digits says. */
    static Reading read(List<BodyPart> bodies) {
        return bodies.stream()
                .filter(body -> isUnderstood(body.type()) && !body.encoded())
                .findFirst()
                .map(body -> read(body.content()))
                .orElseGet(Reading.Other::new);
    }

    private static Reading read(byte[] content) {
        if (content.length > BODY_MAX) {
            return new Reading.Nonsense();
        }
        String body = Responses.text(content).strip();
        String signal =
                body.lines()
                        .flatMap(line -> value(line).stream())
                        .findFirst()
                        .orElse(body.indexOf('=') < 0 ? body : "");
        if (FLASHES.contains(signal.toLowerCase(Locale.ROOT))) {
            return new Reading.Flash();
        }
        return digit(signal).<Reading>map(Reading.Pressed::new).orElseGet(Reading.Nonsense::new);
    }

    private static Optional<String> value(String line) {
        int equals = line.indexOf('=');
        boolean named =
                equals > 0
                        && NAMES.contains(
                                line.substring(0, equals).strip().toLowerCase(Locale.ROOT));
        if (!named) {
            return Optional.empty();
        }
        String value = line.substring(equals + 1);
        int semicolon = value.indexOf(';');
        return Optional.of((semicolon < 0 ? value : value.substring(0, semicolon)).strip());
    }

    /** The body that sends one. */
    static String written(char digit, int durationMs) {
        return "Signal=" + digit + "\r\nDuration=" + durationMs + "\r\n";
    }

    /** Some phones write the number of the event, RFC 4733 §3.2: 10 for star, 11 for hash. */
    private static Optional<Character> digit(String text) {
        String one =
                switch (text) {
                    case "10" -> "*";
                    case "11" -> "#";
                    case "12" -> "A";
                    case "13" -> "B";
                    case "14" -> "C";
                    case "15" -> "D";
                    default -> text.toUpperCase(Locale.ROOT);
                };
        return one.length() == 1 && DIGITS.contains(one)
                ? Optional.of(one.charAt(0))
                : Optional.empty();
    }
}
