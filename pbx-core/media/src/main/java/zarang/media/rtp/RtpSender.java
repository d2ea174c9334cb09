package zarang.media.rtp;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import zarang.media.codec.Codec;

/**
 * The one outgoing stream of a leg: whatever feeds it (prompts, digits, another leg), the far side
 * sees one SSRC, sequence numbers without jumps, and timestamps that follow the clock. One thread.
 *
 * <p>{@code nextTimestamp} is what a packet sent at {@code nextNanos} would carry. A change of feed
 * moves it on by the time that has passed, never back, and sets the marker bit (RFC 3551 §4.1: the
 * first packet after a silence).
 */
public final class RtpSender {
    private static final long MICRO_NANOS = 1_000;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final int ssrc;
    private int nextSequence;
    private int nextTimestamp;
    private long nextNanos;
    private int clockHz = Codec.RATE_HZ;
    private boolean started;
    private boolean mark = true;

    /** The other leg's stream that is relayed; 0 none. */
    private int relayed;

    private int sequenceOffset;
    private int timestampOffset;

    /**
     * The oldest sequence number that may still go out: where the relay began, and later a window
     * behind the newest. It must follow: 16 bits tell before from after over 32,767 packets only.
     */
    private int oldestRelayed;

    private int eventTimestamp;

    /** First sequence number, timestamp and SSRC are random, as RFC 3550 §5.1 asks. */
    public RtpSender(RandomGenerator random) {
        ssrc = random.nextInt();
        nextSequence = random.nextInt(0x10000);
        nextTimestamp = random.nextInt();
    }

    public int ssrc() {
        return ssrc;
    }

    /** What a packet that is sent then would carry. */
    public int timestampAt(long nanos) {
        return nextTimestamp + (int) ((nanos - nextNanos) / MICRO_NANOS * clockHz / SECOND_MICROS);
    }

    /** Ticks a second from here on: the codec's. */
    public void clock(int hz) {
        clockHz = hz;
    }

    /**
     * A new feed begins.
     *
     * @return when its first packet is due: now, or after the audio that was already sent
     */
    public long begin(long nowNanos) {
        if (!started) {
            started = true;
            nextNanos = nowNanos;
        } else if (nowNanos > nextNanos) {
            nextTimestamp += (int) ((nowNanos - nextNanos) / MICRO_NANOS * clockHz / SECOND_MICROS);
            nextNanos = nowNanos;
        }
        mark = true;
        relayed = 0;
        return nextNanos;
    }

    /**
     * Writes the header of a packet of our own audio.
     *
     * @param ticks that it lasts
     */
    public void audio(ByteBuffer buffer, int at, int payloadType, int ticks) {
        RtpPacket.write(buffer, at, mark, payloadType, takeSequence(), nextTimestamp, ssrc);
        mark = false;
        pass(ticks);
    }

    /** What comes next is marked: another voice begins, though the clock goes on. */
    public void mark() {
        mark = true;
    }

    /** A span of {@code ticks} in which nothing is sent; what comes next is marked. */
    public void pause(int ticks) {
        pass(ticks);
        mark = true;
    }

    /** A telephone event starts now: all its packets carry this timestamp (RFC 4733 §2.2). */
    public void beginEvent() {
        eventTimestamp = nextTimestamp;
    }

    /**
     * Writes the header of a telephone-event packet; the clock goes on by {@code ticks} below it.
     *
     * @param first of its event: marked
     */
    public void event(ByteBuffer buffer, int at, int payloadType, boolean first, int ticks) {
        RtpPacket.write(buffer, at, first, payloadType, takeSequence(), eventTimestamp, ssrc);
        pause(ticks);
    }

    /**
     * Writes the header for a packet of another leg, 12 bytes before its payload in the same
     * buffer.
     *
     * @param stream {@link RtpReceiver#stream} of the other leg; a new one is joined on seamlessly
     * @param payloadType as agreed with this leg's remote
     * @param ticks that it lasts; 0 for an event
     * @return false when it belongs before the point where the relay began, or is older than {@link
     *     RtpReceiver} hands on: not to be sent
     */
    public boolean relay(
            ByteBuffer buffer,
            RtpPacket packet,
            int stream,
            int payloadType,
            int ticks,
            long nowNanos) {
        int at = packet.payloadOffset() - RtpPacket.HEADER_BYTES;
        return relay(buffer, at, packet, stream, payloadType, ticks, nowNanos);
    }

    /** The same, for a payload that was written anew: its header is at {@code out[at…]}. */
    public boolean relay(
            ByteBuffer out,
            int at,
            RtpPacket packet,
            int stream,
            int payloadType,
            int ticks,
            long nowNanos) {
        if (stream != relayed) {
            var _ = begin(nowNanos);
            relayed = stream;
            oldestRelayed = nextSequence;
            sequenceOffset = nextSequence - packet.sequence();
            timestampOffset = nextTimestamp - packet.timestamp();
        }
        int sequence = packet.sequence() + sequenceOffset;
        if ((short) (sequence - oldestRelayed) < 0) {
            return false;
        }
        int timestamp = packet.timestamp() + timestampOffset;
        RtpPacket.write(out, at, packet.marker() || mark, payloadType, sequence, timestamp, ssrc);
        mark = false;
        if ((short) (sequence - nextSequence) >= 0) {
            nextSequence = (sequence + 1) & 0xFFFF;
            if ((short) (nextSequence - oldestRelayed) > SequenceWindow.WINDOW) {
                oldestRelayed = nextSequence - SequenceWindow.WINDOW;
            }
        }
        if (timestamp + ticks - nextTimestamp > 0) {
            nextTimestamp = timestamp + ticks;
            nextNanos = nowNanos + ticks * SECOND_NANOS / clockHz;
        }
        return true;
    }

    /** The other leg's next packet is left out on purpose: the far side must not see a loss. */
    public void omit(RtpPacket packet, int stream) {
        if (stream == relayed && (short) (packet.sequence() + sequenceOffset - nextSequence) >= 0) {
            sequenceOffset--;
        }
    }

    /** What is relayed is interrupted; it is joined on anew when it comes back. */
    public void interrupt() {
        relayed = 0;
    }

    private int takeSequence() {
        int sequence = nextSequence;
        nextSequence = (sequence + 1) & 0xFFFF;
        return sequence;
    }

    private void pass(int ticks) {
        nextTimestamp += ticks;
        nextNanos += ticks * SECOND_NANOS / clockHz;
    }
}
