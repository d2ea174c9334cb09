package zarang.sip.sdp;

import java.net.InetSocketAddress;

/**
 * The audio that two sides agreed on.
 *
 * @param remote where the other side receives; never unresolved
 * @param payloadType 8 PCMA or 0 PCMU
 * @param telephoneEvent the payload type of digits, or -1 if the other side has none
 * @param direction as we see it: {@code sends()} means that we may send
 */
public record AudioStream(
        InetSocketAddress remote, int payloadType, int telephoneEvent, SdpDirection direction) {
    /** Whether the other side put us on hold. */
    public boolean held() {
        return !direction.sends();
    }
}
