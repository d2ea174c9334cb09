package zarang.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets a leg hears, and where it sends to. One thread.
 *
 * <p>An RTP port that answers to whoever writes to it leaks the call: an attacker who sprays the
 * port range has the audio sent to himself ("RTP bleed", CVE-2017-14099), presses keys, or keeps
 * the caller out. Two things are known of a source: what the SDP says, which is certain, and what
 * comes in, which is a guess. A guess stays revocable by a certainty:
 *
 * <ul>
 *   <li>a packet from exactly the address in the SDP locks at once, at any time, whatever was
 *       learned before;
 *   <li>another address (a phone behind NAT) is learned if it is on the host that the SDP names or
 *       on the one that the signalling came from, nowhere else; if it sends {@value
 *       Candidates#LEARN_PACKETS} packets in a row; if it does not knock at other ports of ours
 *       ({@link Strangers}); and if it did not send before anybody was told the port. How late it
 *       begins does not matter;
 *   <li>a new SDP voids the lock and bars the source so far, which may still be sending; the same
 *       SDP again keeps it, but lets another address be learned as soon as it is silent: the NAT
 *       may have forgotten its mapping.
 * </ul>
 *
 * <p>The socket may be connected to its source, so that the kernel drops all others, only while
 * {@link #isCertain}: else nobody would see the certainty come.
 */
public final class SourceLock {
    public enum Verdict {
        /** Not the source: to be dropped. */
        STRAY,
        /** The source, and as of now locked. */
        LOCKED,
        /** The source. */
        KNOWN
    }

    /**
     * Who sends this long before the SDP cannot know the port from us. Less is the race between the
     * answer and our own message to the media loop.
     */
    private static final long EARLY_NANOS = 50_000_000;

    private static final int EARLY_MAX = 8;

    /** A source that was learned may be the same mapping of the NAT, for a new address inside. */
    private static final long LEARNED_BARRED_NANOS = 3_000_000_000L;

    /** Packets after the same SDP came again that show the source to be where it was. */
    private static final int STILL_THERE_PACKETS = 25;

    private final boolean learns;
    private final int port;
    private final Strangers strangers;
    private final Candidates candidates;
    private @Nullable InetAddress signalling;
    private @Nullable InetSocketAddress expected;
    private @Nullable InetSocketAddress locked;
    private boolean certain;
    private long heardNanos;

    /** Whether another address may take over from the locked one. */
    private boolean reopened;

    private int heardAgain;

    private @Nullable InetSocketAddress previous;
    private boolean previousCertain;
    private long sinceNanos;

    private boolean secret;
    private final @Nullable InetSocketAddress[] early = new InetSocketAddress[EARLY_MAX];
    private final long[] earlyNanos = new long[EARLY_MAX];
    private int earlyCount;

    /**
     * @param windowNanos time in which an address must have proved itself, from its first packet
     *     on; 0: none is ever learned
     * @param port of ours
     */
    public SourceLock(long windowNanos, int port, Strangers strangers) {
        this.learns = windowNanos > 0;
        this.port = port;
        this.strangers = strangers;
        this.candidates = new Candidates(windowNanos);
    }

    /** No SDP names the port before {@link #expect}: whoever sends until then tries his luck. */
    public void keepSecret() {
        secret = true;
    }

    /** Where the signalling comes from: behind a NAT the media comes from there too. */
    public void signalledFrom(InetAddress host) {
        signalling = host;
    }

    /**
     * The SDP names a remote. One without an address (a hold of RFC 2543) changes nothing.
     *
     * @return whether what was certain is not any more, so that a socket must not stay connected
     */
    public boolean expect(InetSocketAddress remote, long nowNanos) {
        InetSocketAddress before = expected;
        boolean wasCertain = isCertain();
        if (before != null && remote.getAddress().isAnyLocalAddress()) {
            return false;
        }
        candidates.clear();
        if (before == null) {
            forgetLateOnes(nowNanos);
        }
        if (remote.equals(before)) {
            reopened = locked != null;
            heardAgain = 0;
        } else {
            if (locked != null) {
                previous = locked;
                previousCertain = certain;
            }
            locked = null;
            reopened = false;
        }
        expected = remote;
        sinceNanos = nowNanos;
        return wasCertain;
    }

    public Verdict on(InetSocketAddress from, RtpPacket packet, long nowNanos) {
        InetSocketAddress sdp = expected;
        if (sdp == null) {
            note(from, packet, nowNanos);
            return Verdict.STRAY;
        }
        if (from.equals(sdp)) {
            boolean known = isCertain();
            lock(from, true, nowNanos);
            return known ? Verdict.KNOWN : Verdict.LOCKED;
        }
        if (from.equals(locked)) {
            heardNanos = nowNanos;
            reopened &= ++heardAgain < STILL_THERE_PACKETS;
            return Verdict.KNOWN;
        }
        if (strangers.knocks(from, packet.ssrc(), port, nowNanos)
                || !mayLearn(from, sdp, nowNanos)
                || !candidates.proves(from, packet, quietSince(nowNanos), nowNanos)) {
            return Verdict.STRAY;
        }
        lock(from, false, nowNanos);
        return Verdict.LOCKED;
    }

    /** The source, once locked. */
    public @Nullable InetSocketAddress locked() {
        return locked;
    }

    /** Whether the source is the very address that the SDP names, and heard since it came. */
    public boolean isCertain() {
        return locked != null && certain && !reopened;
    }

    /** Whether the SDP names another host than the one that signals. */
    public boolean isBehindNat() {
        return signalling != null && expected != null && !signalling.equals(expected.getAddress());
    }

    /** Whether the source is another than the SDP's. */
    public boolean isLearned() {
        return locked != null && !certain;
    }

    private void lock(InetSocketAddress from, boolean exact, long nowNanos) {
        locked = from;
        certain = exact;
        reopened = false;
        heardNanos = nowNanos;
    }

    private long quietSince(long nowNanos) {
        return locked == null ? nowNanos - Long.MAX_VALUE / 2 : heardNanos;
    }

    private boolean mayLearn(InetSocketAddress from, InetSocketAddress sdp, long nowNanos) {
        if (!learns || (locked != null && !reopened) || isBarred(from, nowNanos)) {
            return false;
        }
        InetAddress host = from.getAddress();
        return host.equals(sdp.getAddress()) || host.equals(signalling);
    }

    private boolean isBarred(InetSocketAddress from, long nowNanos) {
        if (from.equals(previous)
                && (previousCertain || nowNanos - sinceNanos < LEARNED_BARRED_NANOS)) {
            return true;
        }
        for (int i = 0; i < earlyCount; i++) {
            if (from.equals(early[i])) {
                return true;
            }
        }
        return false;
    }

    /** Somebody sends to a port that nobody was told. */
    private void note(InetSocketAddress from, RtpPacket packet, long nowNanos) {
        strangers.knocks(from, packet.ssrc(), port, nowNanos);
        if (!secret || earlyCount == EARLY_MAX) {
            return;
        }
        for (int i = 0; i < earlyCount; i++) {
            if (from.equals(early[i])) {
                return;
            }
        }
        early[earlyCount] = from;
        earlyNanos[earlyCount++] = nowNanos;
    }

    private void forgetLateOnes(long nowNanos) {
        while (earlyCount > 0 && nowNanos - earlyNanos[earlyCount - 1] < EARLY_NANOS) {
            early[--earlyCount] = null;
        }
    }
}
