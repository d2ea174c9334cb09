package zarang.sip.transport;

/** How routers are asked to treat our packets. */
final class Dscp {
    /** CS5 (40) in the upper six bits: signalling, RFC 4594 §2.3. */
    static final int SIGNALLING_TOS = 40 << 2;

    private Dscp() {}
}
