package zarang.sip.registrar;

/** What a phone said of the way back to it. */
public enum Reach {
    /** {@code reg-id} or {@code ob}: requests come over the flow alone. RFC 5626 §5.3, §5.4. */
    FLOW,
    /** {@code rport}: it listens where it sends from. RFC 3581 §4. */
    FLOW_FIRST,
    /** It names an address and says nothing else. RFC 3261 §10.2. */
    CONTACT_FIRST
}
