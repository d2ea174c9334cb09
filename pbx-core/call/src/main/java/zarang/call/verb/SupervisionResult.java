package zarang.call.verb;

/** What came of a supervisor's wish. */
public enum SupervisionResult {
    DONE,
    /** There is no such call here: it is over, or on another process. */
    NO_CALL,
    /** Nobody talks with the caller now. */
    NO_TALK,
    /** Nobody of the house is in the talk, to be whispered to or relieved. */
    NO_AGENT,
    /** That agent is no supervisor. */
    NO_SUPERVISOR,
    /** It is in the talk already. */
    ALREADY,
    /** No supervisor of that name is in the talk, or none at all. */
    NOT_IN_TALK,
    /** Several are in the talk, and it was not said which is meant. */
    WHICH,
    /** Another supervisor whispers or is heard: one speaks at a time. */
    OTHER_SPEAKS,
    /** As many are in the talk as may be. */
    TOO_MANY,
    /** The caller is being handed on, or a third one is in the talk. */
    HANDED_ON,
    /** The caller did not come out of a queue. */
    NO_QUEUE
}
