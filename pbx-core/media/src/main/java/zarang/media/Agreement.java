package zarang.media;

import java.net.InetSocketAddress;
import zarang.media.codec.Codec;
import zarang.media.rtp.PayloadNumbers;

/**
 * What two sides agreed on for one leg's audio.
 *
 * @param remote where the far side receives; an IP address, resolved
 * @param codec what is sent to it
 * @param telephoneEventPt payload type under which it takes telephone events (RFC 4733), 96–127; -1
 *     none
 * @param numbers what the numbers of packets mean
 * @param reportPort where it takes RTCP, at the same host: most often the port above its RTP; the
 *     RTP port itself where both share it (RFC 5761); 0–65,536, and none above 65,535
 * @param early whether the call is not answered yet: who may speak need not
 */
public record Agreement(
        InetSocketAddress remote,
        Codec codec,
        int telephoneEventPt,
        Direction direction,
        PayloadNumbers numbers,
        int reportPort,
        boolean early) {
    public Agreement {
        if (remote.isUnresolved()) {
            throw new IllegalArgumentException("remote is not an IP address");
        }
        if (telephoneEventPt != -1 && (telephoneEventPt < 96 || telephoneEventPt > 127)) {
            throw new IllegalArgumentException(
                    "telephone-event payload type " + telephoneEventPt + " is not 96-127 or -1");
        }
    }

    /** With the usual numbers: the codec's static one, and one for events. */
    public static Agreement usual(
            InetSocketAddress remote, Codec codec, int telephoneEventPt, Direction direction) {
        return new Agreement(
                remote,
                codec,
                telephoneEventPt,
                direction,
                PayloadNumbers.usual(codec, telephoneEventPt),
                remote.getPort() + 1,
                false);
    }

    /** The same before the answer. */
    public Agreement beforeAnswer() {
        return new Agreement(remote, codec, telephoneEventPt, direction, numbers, reportPort, true);
    }

    /** Whether packets can be addressed to the remote: not so for a hold by 0.0.0.0 (RFC 2543). */
    boolean hasTarget() {
        return remote.getPort() != 0 && !remote.getAddress().isAnyLocalAddress();
    }
}
