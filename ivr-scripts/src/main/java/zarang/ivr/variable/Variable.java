package zarang.ivr.variable;

/**
 * Something that a step can speak of.
 *
 * @param name as in a script, such as {@code member.tier}. One with a dot is the call's, and known
 *     in every flow that it comes to; any other is its flow's own.
 * @param origin what sets it, as in a script: {@code lookup: member}
 * @param secret never logged, tagged or shown; digits always are
 */
public record Variable(String name, VariableType type, String origin, boolean secret) {
    /** A variable that holds a secret only if its type does. */
    public Variable(String name, VariableType type, String origin) {
        this(name, type, origin, type == VariableType.DIGITS);
    }

    /** Whether it is the call's: known in every flow that it comes to. */
    public boolean ofCall() {
        return name.indexOf('.') >= 0;
    }
}
