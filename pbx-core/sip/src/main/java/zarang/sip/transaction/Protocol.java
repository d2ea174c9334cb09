package zarang.sip.transaction;

/** What carries SIP messages. */
public enum Protocol {
    UDP,
    TCP;

    /** Whether it delivers, so that nothing is sent twice. */
    public boolean reliable() {
        return this == TCP;
    }
}
