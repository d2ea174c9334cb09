package zarang.ivr.variable;

/**
 * Something that a step can speak of.
 *
 * @param name as in a script, such as {@code member.tier}
 * @param origin the step that sets it, as in a script: {@code lookup: member}
 */
public record Variable(String name, VariableType type, String origin) {}
