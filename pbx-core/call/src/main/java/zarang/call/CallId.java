package zarang.call;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One contact of one caller, from its first INVITE to its end, over every transfer and agent. It is
 * not a SIP Call-ID: a call has several dialogs. Also the contact id of the points ledger.
 *
 * @param value 26 characters of Crockford base 32 that sort by time (ULID)
 */
public record CallId(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;

    public CallId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not a call id: " + value);
        }
    }

    /** The call that {@code written} would name; empty if it can name none. */
    public static Optional<CallId> maybe(String written) {
        return isId(written) ? Optional.of(new CallId(written)) : Optional.empty();
    }

    private static boolean isId(String value) {
        return value.length() == LENGTH && isOfTheAlphabet(value);
    }

    private static boolean isOfTheAlphabet(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A new id: 48 bits of milliseconds and 80 random bits. */
    public static CallId next(Instant now, RandomGenerator random) {
        char[] text = new char[LENGTH];
        long millis = now.toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        for (int i = 10; i < LENGTH; i++) {
            text[i] = ALPHABET.charAt(random.nextInt(32));
        }
        return new CallId(new String(text));
    }

    @Override
    public String toString() {
        return value;
    }
}
