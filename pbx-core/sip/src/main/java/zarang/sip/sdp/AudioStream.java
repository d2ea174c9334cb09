package zarang.sip.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import zarang.media.Agreement;
import zarang.media.Direction;
import zarang.media.codec.Codec;
import zarang.media.rtp.PayloadNumbers;

/**
 * The audio that two sides agreed on.
 *
 * @param remote where the other side receives; unresolved if it gave the name of a host
 * @param codec both ways
 * @param telephoneEvent the payload type that the other side takes digits under, or -1 if it has
 *     none
 * @param direction as we see it: {@code sends()} means that we may send
 * @param reportPort where the other side takes RTCP, at the same host; the port of its RTP where
 *     both share it (RFC 5761)
 */
public record AudioStream(
        InetSocketAddress remote,
        Codec codec,
        int telephoneEvent,
        SdpDirection direction,
        PayloadNumbers numbers,
        int reportPort) {
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

    /** The same in the words of media, once it is known where to send. */
    public Agreement agreement(InetSocketAddress to) {
        return new Agreement(
                to,
                codec,
                telephoneEvent,
                Direction.of(direction.sends(), direction.receives()),
                numbers,
                reportPort,
                false);
    }
}
