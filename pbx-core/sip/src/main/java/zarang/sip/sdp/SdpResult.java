package zarang.sip.sdp;

/** What came of reading a description. */
sealed interface SdpResult {
    record Parsed(SessionDescription description) implements SdpResult {}

    /** Not to be acted on. */
    record Rejected(SdpFault fault) implements SdpResult {}
}
