package zarang.sip.transaction;

/** Timers of RFC 3261 table 4 and RFC 6026 §8.4, one at a time each in a transaction. */
enum TimerName {
    /** INVITE sent again over UDP. */
    A,
    /** INVITE without a response; after a CANCEL: without a final one. */
    B,
    /** INVITE without a further provisional response. */
    C,
    /** Further copies of a final response to INVITE. */
    D,
    /** Request other than INVITE sent again over UDP. */
    E,
    /** Request other than INVITE without a final response. */
    F,
    /** Final response to INVITE sent again over UDP. */
    G,
    /** Final response to INVITE without ACK. */
    H,
    /** Further copies of an ACK. */
    I,
    /** Further copies of a request other than INVITE. */
    J,
    /** Further copies of a response to another request than INVITE. */
    K,
    /** Further copies of an INVITE that got a 2xx. */
    L,
    /** Further 2xx to an INVITE. */
    M,
    /** Not of the RFC: when an INVITE gets its 100. */
    TRYING,
    /** Not of the RFC: a request other than INVITE that its user never answers. */
    UNANSWERED
}
