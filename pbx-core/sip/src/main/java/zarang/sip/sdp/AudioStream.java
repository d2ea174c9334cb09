package zarang.sip.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import zarang.media.rtp.PayloadNumbers;

/**
 * The audio that two sides agreed on.
 *
 * @param remote where the other side receives; unresolved if it gave the name of a host
 * @param payloadType 8 PCMA or 0 PCMU
 * @param telephoneEvent the payload type that the other side takes digits under, or -1 if it has
 *     none
 * @param direction as we see it: {@code sends()} means that we may send
 */
public record AudioStream(
        InetSocketAddress remote,
        int payloadType,
        int telephoneEvent,
        SdpDirection direction,
        PayloadNumbers numbers) {
    /** Whether the other side put us on hold. */
    public boolean held() {
        return !direction.sends();
    }

    /**
     * Where media goes. A host that gave its name instead of an address is taken to be where its
     * signalling comes from: nobody waits for DNS, and RTP from elsewhere is learned as from behind
     * a NAT.
     */
    public InetSocketAddress remoteOr(InetAddress signalling) {
        return remote.isUnresolved() ? new InetSocketAddress(signalling, remote.getPort()) : remote;
    }
}
