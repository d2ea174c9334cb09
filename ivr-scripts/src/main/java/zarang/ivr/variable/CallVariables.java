package zarang.ivr.variable;

import java.util.List;

/** What every flow knows of its call from the start. */
public final class CallVariables {
    private static final String ORIGIN = "the call";

    /** The caller's number in E.164; nothing if it is withheld or not believed. */
    public static final Variable CALLER =
            new Variable("call.caller", VariableType.TEXT, ORIGIN, false);

    /** What the caller dialled. */
    public static final Variable DIALLED =
            new Variable("call.dialled", VariableType.TEXT, ORIGIN, false);

    /** The day on which the call began, by the clock of the club. */
    public static final Variable DATE = new Variable("call.date", VariableType.DATE, ORIGIN, false);

    public static final List<Variable> ALL = List.of(CALLER, DIALLED, DATE);

    private CallVariables() {}
}
