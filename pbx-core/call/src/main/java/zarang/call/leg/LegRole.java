package zarang.call.leg;

import java.util.regex.Pattern;

/**
 * What a leg is to its call. Open: a new kind of party brings its own word.
 *
 * @param name 1 to 32 small letters and dashes
 */
public record LegRole(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,31}");

    /** Who called the hotline. */
    public static final LegRole CALLER = new LegRole("caller");

    /** An agent who was offered the caller. */
    public static final LegRole AGENT = new LegRole("agent");

    /** Somebody outside who was called. */
    public static final LegRole OUTSIDE = new LegRole("outside");

    /** Somebody of the house who is in a talk of others. */
    public static final LegRole SUPERVISOR = new LegRole("supervisor");

    public LegRole {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not a leg's role: '" + name + "' (1-32 small letters and dashes)");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
