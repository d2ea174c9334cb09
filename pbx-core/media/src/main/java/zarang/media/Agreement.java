package zarang.media;

import java.net.InetSocketAddress;
import zarang.media.rtp.PayloadNumbers;

/** What the last offer/answer settled for a leg: see {@link MediaSession#connect}. */
record Agreement(
        InetSocketAddress remote,
        int payloadType,
        int telephoneEventPt,
        Direction direction,
        PayloadNumbers numbers) {
    Agreement {
        if (remote.isUnresolved()) {
            throw new IllegalArgumentException("remote is not an IP address");
        }
        if (payloadType != 0 && payloadType != 8) {
            throw new IllegalArgumentException("payload type " + payloadType + " is not G.711");
        }
        if (telephoneEventPt != -1 && (telephoneEventPt < 96 || telephoneEventPt > 127)) {
            throw new IllegalArgumentException(
                    "telephone-event payload type " + telephoneEventPt + " is not 96-127 or -1");
        }
    }

    /** Whether packets can be addressed to the remote: not so for a hold by 0.0.0.0 (RFC 2543). */
    boolean hasTarget() {
        return remote.getPort() != 0 && !remote.getAddress().isAnyLocalAddress();
    }
}
