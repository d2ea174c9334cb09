package zarang.call.engine;

/** Who took a call that we placed, by what was heard. */
public enum Answerer {
    PERSON,
    MACHINE,
    /** Nothing was said, or it went neither way. */
    UNSURE
}
