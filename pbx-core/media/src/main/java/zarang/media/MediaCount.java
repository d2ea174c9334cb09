package zarang.media;

/** What media loops count. All only grow. */
public enum MediaCount {
    SESSIONS_OPENED,
    SESSIONS_CLOSED,
    /** Sessions that an exception ended; the loop went on. */
    SESSIONS_BROKEN,
    /** Sessions refused because no port was free. */
    PORTS_EXHAUSTED,
    /** Ports passed over because another process held them. */
    PORTS_TAKEN,
    /** Messages refused because a loop's queue was full. */
    COMMANDS_REFUSED,
    PACKETS_RECEIVED,
    PACKETS_SENT,
    /** Of those sent: received from the other leg. */
    PACKETS_RELAYED,
    /** Not RTP version 2, cut short, or with a length that cannot be. */
    PACKETS_INVALID,
    /**
     * From another address than the source. Once the source is certain, the kernel drops those
     * unseen.
     */
    PACKETS_STRAY,
    /** To a decoy, a port that no SDP names: somebody sprays the range. */
    PACKETS_TO_DECOYS,
    /** Of those sent: music or silence, because nothing else was to be said. */
    PACKETS_FILLED,
    /** RTP with a payload type that was not agreed. */
    PACKETS_UNAGREED,
    PACKETS_DUPLICATE,
    /** Too old to be of use. */
    PACKETS_LATE,
    /** Sockets that would not send or receive, port unreachable among them. */
    SOCKET_FAILURES,
    SOURCES_LOCKED,
    /** Of those locked: on another address than the SDP's (NAT). */
    SOURCES_LEARNED,
    DIGITS_RECEIVED,
    DIGITS_SENT,
    /** Digits that could not be sent: no payload type agreed, or too many wait. */
    DIGITS_REFUSED,
    PROMPTS_MISSING,
    /** Frames never sent because the loop stood still for longer than it may catch up. */
    FRAMES_SKIPPED,
    SILENCES,
    /** Legs from which nothing came within 5 s though the far side was to speak: one-way audio. */
    LEGS_UNHEARD,
    /** Legs whose far side reports that nothing of what we say arrives: one-way audio. */
    LEGS_DEAF,
    /** RTCP. */
    REPORTS_SENT,
    REPORTS_RECEIVED,
    /** From another host than the audio. */
    REPORTS_STRAY,
    REPORTS_INVALID
}
