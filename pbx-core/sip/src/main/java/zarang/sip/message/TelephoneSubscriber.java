package zarang.sip.message;

import java.util.Optional;
import zarang.call.WrittenNumber;

/**
 * A {@code telephone-subscriber}, RFC 3966 §3: a number with its parameters, in a tel URI or in the
 * user part of a sip URI (RFC 3261 §19.1.6).
 *
 * @param written the number as written, with its separators and escapes
 * @param params {@code phone-context}, {@code ext}, {@code isub}, {@code npdi}, {@code rn} and
 *     their like
 */
public record TelephoneSubscriber(String written, Params params) {
    private static final String CONTEXT = "phone-context";
    private static final String SEPARATORS = "-.() ";

    /** Digits of a number with its country code: E.164 §6. */
    private static final int DIGITS_MAX = 15;

    /** A name is longer than a number; what is longer than both is nobody's. */
    private static final int TEXT_MAX = 128;

    /**
     * The user part of a sip URI, cut at its semicolons.
     *
     * @return empty if there is none, if there are more parameters than are read, or if one is
     *     given twice: RFC 3966 §3 forbids it, and which of the two counts would be a guess
     */
    static Optional<TelephoneSubscriber> ofUser(String user) {
        String[] parts = user.split(";", Params.MAX + 2);
        Params params = Params.NONE;
        if (parts.length > Params.MAX + 1) {
            return Optional.empty();
        }
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name =
                    PercentEncoding.decode(equals < 0 ? parts[i] : parts[i].substring(0, equals));
            if (params.has(name)) {
                return Optional.empty();
            }
            params =
                    equals < 0
                            ? params.with(name)
                            : params.with(
                                    name, PercentEncoding.decode(parts[i].substring(equals + 1)));
        }
        return parts[0].isEmpty()
                ? Optional.empty()
                : Optional.of(new TelephoneSubscriber(parts[0], params));
    }

    /** Whether it says of itself where it counts. */
    public boolean hasContext() {
        return params.has(CONTEXT);
    }

    /**
     * What to look a number up by. The context of a local number is part of it: {@code
     * 2125551234;phone-context=+1} is {@code +12125551234}, RFC 3966 §5.1.5. Other parameters say
     * how to reach it or whence it was ported, not whose it is.
     *
     * @return empty if it, or its context, is not understood: never a guess
     */
    public Optional<WrittenNumber> number() {
        String text = PercentEncoding.decode(written);
        String number = digits(text);
        if (number.isEmpty()) {
            return name(text);
        }
        if (number.startsWith("+") || !hasContext()) {
            return Optional.of(new WrittenNumber(number, false));
        }
        String context = params.get(CONTEXT).orElse("");
        if (!context.startsWith("+")) {
            return new Host(context).isSound()
                    ? Optional.of(new WrittenNumber(number, true))
                    : Optional.empty();
        }
        String whole = digits(context) + number;
        return whole.length() > number.length() + 1 && whole.length() <= 1 + DIGITS_MAX
                ? Optional.of(new WrittenNumber(whole, false))
                : Optional.empty();
    }

    /** A name has no context, no control character and nothing that could not be decoded. */
    private Optional<WrittenNumber> name(String text) {
        boolean plain =
                !hasContext()
                        && text.length() <= TEXT_MAX
                        && text.indexOf('%') < 0
                        && text.indexOf('\uFFFD') < 0
                        && text.chars().noneMatch(Character::isISOControl);
        return plain ? Optional.of(new WrittenNumber(text, false)) : Optional.empty();
    }

    /**
     * The digits, of any script, as ASCII, with at most a plus before them; empty if there is
     * anything else but separators, RFC 3966 §5.1.1.
     */
    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length() && text.length() <= TEXT_MAX; i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            } else if (c == '+' && digits.isEmpty()) {
                digits.append(c);
            } else if (SEPARATORS.indexOf(c) < 0) {
                return "";
            }
        }
        return digits.length() > 1 || (!digits.isEmpty() && digits.charAt(0) != '+')
                ? digits.toString()
                : "";
    }

    @Override
    public String toString() {
        return written + params;
    }
}
