package zarang.media.dtmf;

import java.nio.ByteBuffer;

/**
 * Hears telephone events (RFC 4733 §2.3) and reports each once, at the first of its packets that
 * arrives. One thread.
 *
 * <p>Payload: {@code event(8) E(1) R(1) volume(6) duration(16)}. All packets of an event share its
 * timestamp, so updates and the three end packets tell nothing new, and a lost start is made good
 * by the next packet. Two exceptions keep one key press from counting twice: an event longer than
 * 65,535 ticks goes on as a segment with a later timestamp (§2.5.1.3), and some phones move the
 * timestamp on with each update. Both are the same event, not ended, without marker, and follow
 * closely.
 */
public final class DigitReceiver {
    /** Slack between segments: 60 ms. */
    private static final int FOLLOW_MS = 60;

    /** A packet this much older than the last event is late, not a new count: 10 s. */
    private static final int LATE_MS = 10_000;

    private int ticksPerMs = 8;

    private boolean heard;
    private int stream;
    private int event;
    private int timestamp;
    private int duration;
    private boolean ended;

    /**
     * The clock that timestamps and durations count by: that of the audio, 8000 at first.
     *
     * @param hz 8000 to 48,000
     */
    public void clock(int hz) {
        ticksPerMs = hz / 1000;
    }

    /**
     * One event packet.
     *
     * @param stream number of the RTP stream; another one has its own timestamps
     * @param at where its payload of at least 4 bytes begins in {@code buffer}
     * @return the digit that begins with it, or 0
     */
    public char on(int stream, boolean marker, int timestamp, ByteBuffer buffer, int at) {
        int code = buffer.get(at) & 0xFF;
        boolean end = (buffer.get(at + 1) & 0x80) != 0;
        int length = buffer.getShort(at + 2) & 0xFFFF;
        int later = timestamp - this.timestamp;
        if (heard && later == 0 && (code == event || stream == this.stream)) {
            duration = Math.max(duration, length);
            ended |= end;
            return 0;
        }
        if (heard && stream == this.stream) {
            if (later < 0 && later > -LATE_MS * ticksPerMs) {
                return 0;
            }
            int follow = (ended ? 0 : duration) + FOLLOW_MS * ticksPerMs;
            boolean follows = later > 0 && later <= follow && (!ended || end);
            if (follows && code == event && !marker) {
                this.timestamp = timestamp;
                duration = length;
                ended = end;
                return 0;
            }
        }
        heard = true;
        this.stream = stream;
        event = code;
        this.timestamp = timestamp;
        duration = length;
        ended = end;
        return Digits.of(code);
    }
}
