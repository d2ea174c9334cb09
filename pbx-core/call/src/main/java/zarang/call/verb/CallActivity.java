package zarang.call.verb;

/** What a caller is busy with. */
public enum CallActivity {
    /** A script has it: menus, announcements. */
    SCRIPT,
    /** It waits in a queue. */
    WAITING,
    /** It waits, and an agent's phone rings for it. */
    RINGING,
    /** Somebody is rung whom a script or an agent called. */
    DIALLING,
    TALKING,
    /** Whom it talked with hands it on. */
    HANDED_ON,
    PARKED,
    /** It speaks for somebody who listens later. */
    RECORDING,
    /** The last words. */
    ENDING
}
