package zarang.call;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number in E.164 form. Printing it shows the last two digits only, so that a log never
 * holds a caller's number; {@link #e164()} gives it whole.
 *
 * @param e164 {@code +} and 3 to 15 digits
 */
public record PhoneNumber(String e164) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{2,14}");

    /** The number that {@code e164} is; empty if it is none. */
    public static Optional<PhoneNumber> maybe(String e164) {
        return E164.matcher(e164).matches() ? Optional.of(new PhoneNumber(e164)) : Optional.empty();
    }

    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("not an E.164 number");
        }
    }

    @Override
    public String toString() {
        return "+…" + e164.substring(e164.length() - 2);
    }
}
