package zarang.media.dtmf;

import java.nio.ByteBuffer;

/**
 * Sends telephone events (RFC 4733 §2.5.1), one packet each 20 ms: duration grows, the last is sent
 * three times with the end bit, then a pause. Digits wait in line. One thread.
 */
public final class DigitSender {
    /** What {@link #next} wrote. */
    public enum Frame {
        /** The first packet of an event. */
        FIRST,
        NEXT,
        /** The first packet of the next segment of an event: its time begins anew. */
        SEGMENT,
        /** Between two digits: nothing to send. */
        PAUSE
    }

    /** Length of the payload that {@link #next} writes. */
    public static final int PAYLOAD_BYTES = 4;

    /** Digits that may wait. */
    public static final int WAITING_MAX = 32;

    public static final int DURATION_MIN_MS = 40;
    public static final int DURATION_MAX_MS = 5000;

    private static final int FRAME_MS = 20;

    /** Of a duration, which has 16 bits: an event that lasts longer goes on as a segment. */
    private static final int DURATION_MAX_TICKS = 0xFFFF;

    private static final int END_PACKETS = 3;

    /** 60 ms: ETSI ES 201 235-2 asks for at least 40 ms between tones. */
    private static final int PAUSE_FRAMES = 3;

    private static final int END_BIT = 0x80;

    /** -10 dBm0, the usual level. */
    private static final int VOLUME = 10;

    private final byte[] events = new byte[WAITING_MAX];
    private final int[] frames = new int[WAITING_MAX];
    private int first;
    private int waiting;

    /**
     * Frames of the current digit that were sent; its first end packet is number {@code frames}.
     */
    private int sent;

    /** Frames of it in earlier segments: RFC 4733 §2.5.1.3. */
    private int earlier;

    /** Whether {@code digit} has an event code. */
    public static boolean isDigit(char digit) {
        return Digits.event(digit) >= 0;
    }

    /**
     * Puts a digit in line.
     *
     * @return false when too many wait
     */
    public boolean add(char digit, int durationMs) {
        int event = Digits.event(digit);
        if (event < 0) {
            throw new IllegalArgumentException("not a digit: code " + (int) digit);
        }
        if (waiting == WAITING_MAX) {
            return false;
        }
        int slot = (first + waiting++) % WAITING_MAX;
        int ms = Math.clamp(durationMs, DURATION_MIN_MS, DURATION_MAX_MS);
        events[slot] = (byte) event;
        frames[slot] = (ms + FRAME_MS - 1) / FRAME_MS;
        return true;
    }

    /** Whether a digit, or the pause after it, is under way. */
    public boolean isActive() {
        return waiting > 0;
    }

    /** Forgets all digits. */
    public void clear() {
        waiting = 0;
        sent = 0;
        earlier = 0;
    }

    /**
     * Writes the payload of the next 20 ms. Only while {@link #isActive}.
     *
     * @param frameTicks that 20 ms are, by the clock of the audio: 160 to 960
     */
    public Frame next(ByteBuffer buffer, int at, int frameTicks) {
        int whole = frames[first];
        sent++;
        if (sent >= whole + END_PACKETS) {
            if (sent == whole + END_PACKETS + PAUSE_FRAMES - 1) {
                first = (first + 1) % WAITING_MAX;
                waiting--;
                sent = 0;
                earlier = 0;
            }
            return Frame.PAUSE;
        }
        int lasted = Math.min(sent, whole);
        boolean goesOn = (lasted - earlier) * frameTicks > DURATION_MAX_TICKS;
        if (goesOn) {
            earlier = lasted - 1;
        }
        buffer.put(at, events[first]);
        buffer.put(at + 1, (byte) (sent >= whole ? END_BIT | VOLUME : VOLUME));
        buffer.putShort(at + 2, (short) ((lasted - earlier) * frameTicks));
        return sent == 1 ? Frame.FIRST : goesOn ? Frame.SEGMENT : Frame.NEXT;
    }
}
