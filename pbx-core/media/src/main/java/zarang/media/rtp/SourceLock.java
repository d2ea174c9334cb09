package zarang.media.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets a leg hears, and where it sends to. One thread.
 *
 * <p>An RTP port that answers to whoever writes to it last leaks the call: an attacker who sprays
 * the port range has the audio sent to himself ("RTP bleed", CVE-2017-14099) or speaks into it. So
 * the source is chosen once and then kept:
 *
 * <ul>
 *   <li>a packet from exactly the address in the SDP locks at once, at any time;
 *   <li>another address (a phone behind NAT) must send {@value #LEARN_PACKETS} packets of one SSRC
 *       in sequence, within the learning window after the SDP came, while the SDP's own address is
 *       silent; the SDP's host on another port goes before foreign hosts;
 *   <li>once locked, nothing but a new SDP unlocks. The loop then connects the socket, so that the
 *       kernel drops all others before they cost anything.
 * </ul>
 */
public final class SourceLock {
    /** Packets in sequence that another address needs: 80 ms at 20 ms each. */
    public static final int LEARN_PACKETS = 4;

    public enum Verdict {
        /** Not the source: to be dropped. */
        STRAY,
        /** The source, and as of now locked. */
        LOCKED,
        /** The source. */
        KNOWN
    }

    private final long windowNanos;
    private @Nullable InetSocketAddress expected;
    private @Nullable InetSocketAddress locked;
    private long since;

    private @Nullable InetSocketAddress candidate;
    private boolean candidateOnExpectedHost;
    private int candidateSsrc;
    private int candidateNext;
    private int candidatePackets;

    /**
     * @param windowNanos time after {@link #expect} in which another address may be learned; 0
     *     never
     */
    public SourceLock(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /**
     * The SDP names a remote.
     *
     * @return whether it is a new one, so that the old lock is void
     */
    public boolean expect(InetSocketAddress remote, long nowNanos) {
        if (remote.equals(expected)) {
            if (locked == null) {
                since = nowNanos;
            }
            return false;
        }
        expected = remote;
        locked = null;
        candidate = null;
        since = nowNanos;
        return true;
    }

    public Verdict on(InetSocketAddress from, RtpPacket packet, long nowNanos) {
        if (locked != null) {
            return from.equals(locked) ? Verdict.KNOWN : Verdict.STRAY;
        }
        InetSocketAddress sdp = expected;
        if (sdp == null) {
            return Verdict.STRAY;
        }
        if (from.equals(sdp)) {
            locked = sdp;
            return Verdict.LOCKED;
        }
        if (nowNanos - since > windowNanos || !learned(from, sdp, packet)) {
            return Verdict.STRAY;
        }
        locked = from;
        return Verdict.LOCKED;
    }

    /** The source, once locked. */
    public @Nullable InetSocketAddress locked() {
        return locked;
    }

    /** Whether the source is another than the SDP's. */
    public boolean isLearned() {
        return locked != null && !locked.equals(expected);
    }

    private boolean learned(InetSocketAddress from, InetSocketAddress sdp, RtpPacket packet) {
        boolean follows = from.equals(candidate) && packet.ssrc() == candidateSsrc;
        if (follows && packet.sequence() == candidateNext) {
            candidatePackets++;
        } else {
            boolean onExpectedHost = from.getAddress().equals(sdp.getAddress());
            if (!follows && candidate != null && candidateOnExpectedHost && !onExpectedHost) {
                return false;
            }
            candidate = from;
            candidateOnExpectedHost = onExpectedHost;
            candidateSsrc = packet.ssrc();
            candidatePackets = 1;
        }
        candidateNext = (packet.sequence() + 1) & 0xFFFF;
        return candidatePackets >= LEARN_PACKETS;
    }
}
