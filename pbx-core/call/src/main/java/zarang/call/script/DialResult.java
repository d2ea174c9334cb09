package zarang.call.script;

/** What came of {@link ScriptCommand.Dial}; of several numbers what tells most, in this order. */
public enum DialResult {
    /** The caller talked with somebody, who then hung up or was lost. */
    ANSWERED,
    /** A machine took the call, and was hung up on. */
    MACHINE,
    BUSY,
    NO_ANSWER,
    REJECTED,
    /** No way there, nobody by that number, or it may not be rung. */
    UNREACHABLE,
    /** The caller did not want to wait. */
    CANCELLED
}
