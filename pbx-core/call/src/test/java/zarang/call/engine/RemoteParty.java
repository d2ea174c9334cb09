package zarang.call.engine;

/** Somebody at the other side of an engine: a phone that does what the test says. */
public interface RemoteParty {
    /** What a phone does with a call that comes in. */
    enum Manner {
        /** Rings until it is told more. */
        RINGS,
        /** Answers at once. */
        ANSWERS,
        /** Is in another call. */
        BUSY,
        /** Somebody pressed the red key. */
        DECLINES,
        /** Takes no calls at present. */
        DO_NOT_DISTURB
    }

    /** Calls a number of the engine's. */
    void call(String number);

    /** Answers what rings. On the loop: together with what else is done there. */
    void answer();

    /** Ends the call in whatever state it is. */
    void hangUp();

    void press(char digit);

    /** The engine is not to ring it any more. */
    void unregister();

    /** A call comes in and was not answered yet. */
    boolean isRinging();

    /** Media flows. */
    boolean isTalking();

    /** How often a call of it was over. */
    int callsOver();

    /** Whether it hears what {@code speaker} says, found out by letting it speak. */
    boolean hears(RemoteParty speaker);
}
