package zarang.routing.agent;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Why an agent takes no callers for a while.
 *
 * @param name 1-32 small letters, digits and hyphens, such as {@code lunch}
 */
public record PauseReason(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** Too many offers in a row that nobody took: the floor's own reason, and nobody else's. */
    public static final PauseReason MISSED_OFFERS = new PauseReason("missed-offers");

    /** Where {@code agents.yaml} names none. */
    public static final List<PauseReason> DEFAULTS =
            List.of(
                    new PauseReason("break"),
                    new PauseReason("lunch"),
                    new PauseReason("meeting"),
                    new PauseReason("training"));

    public PauseReason {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "not a pause reason: '" + name + "' (1-32 small letters, digits, '-')");
        }
    }

    /** Whether a reason may be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
