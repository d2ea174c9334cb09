package zarang.media.rtp;

/**
 * What is new, late or doubled in one incoming stream, over the wrap of its 16-bit sequence numbers
 * (RFC 3550 A.1, plus a bitmap of the last 64).
 */
final class SequenceWindow {
    enum Verdict {
        /** Later than all before it. */
        NEW,
        /** Overtaken on the way, not heard before. */
        REORDERED,
        DUPLICATE,
        /** Older than the window: 64 packets, 1.28 s of 20 ms. */
        LATE,
        /** Far away from the rest; believed only if the next one follows it. */
        SUSPECT,
        /** The sender began a new count. */
        RESTARTED
    }

    /** Packets behind the newest that are still told apart. */
    static final int WINDOW = 64;

    /** Farthest step ahead that is a gap and not a new count: RFC 3550 A.1 MAX_DROPOUT. */
    private static final int DROPOUT_MAX = 3000;

    private static final int NONE = -1;

    private boolean started;
    private int highest;

    /** Bit n: sequence {@code highest − n} was heard. */
    private long heard;

    private int suspectNext = NONE;

    void restart() {
        started = false;
    }

    Verdict on(int sequence) {
        if (!started) {
            begin(sequence);
            return Verdict.NEW;
        }
        int ahead = (short) (sequence - highest);
        if (ahead > 0 && ahead < DROPOUT_MAX) {
            heard = ahead < WINDOW ? (heard << ahead) | 1 : 1;
            highest = sequence;
            suspectNext = NONE;
            return Verdict.NEW;
        }
        if (ahead <= 0 && ahead > -WINDOW) {
            long bit = 1L << -ahead;
            if ((heard & bit) != 0) {
                return Verdict.DUPLICATE;
            }
            heard |= bit;
            return Verdict.REORDERED;
        }
        if (sequence == suspectNext) {
            begin(sequence);
            return Verdict.RESTARTED;
        }
        suspectNext = (sequence + 1) & 0xFFFF;
        return ahead < 0 && ahead > -DROPOUT_MAX ? Verdict.LATE : Verdict.SUSPECT;
    }

    private void begin(int sequence) {
        started = true;
        highest = sequence;
        heard = 1;
        suspectNext = NONE;
    }
}
