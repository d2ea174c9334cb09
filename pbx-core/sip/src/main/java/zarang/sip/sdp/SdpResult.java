package zarang.sip.sdp;

/** What came of reading a description. */
sealed interface SdpResult {
    record Parsed(SessionDescription description) implements SdpResult {}

    /**
     * Not to be acted on.
     *
     * @param reason a few words for the log, without anything the sender wrote
     */
    record Rejected(String reason) implements SdpResult {}
}
