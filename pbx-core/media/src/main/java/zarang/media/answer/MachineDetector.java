package zarang.media.answer;

/**
 * Tells whether a person or an answering machine took the call, by energy and cadence alone: a
 * person says a word or two and then waits for an answer, a machine goes on. Frames of 20 ms at
 * 8000 Hz from the answer on. One thread; allocates nothing after it was made.
 */
public final class MachineDetector {
    /** What is known. */
    public enum Answerer {
        UNDECIDED,
        PERSON,
        MACHINE,
        /** Nothing was said, or it went neither way. */
        UNSURE
    }

    private static final int FRAME = 160;
    private static final int FRAME_MS = 20;

    /** Nobody says anything for so long: 3 s. */
    private static final int SILENT_MAX_MS = 3000;

    /** What ends a greeting: 700 ms. */
    private static final int ENDING_MS = 700;

    /** A person's greeting is not longer: 1.9 s. */
    private static final int PERSON_MAX_MS = 1900;

    /** Less is a click or a breath: 80 ms. */
    private static final int SAID_MIN_MS = 80;

    /** After so long it is decided whatever was heard: 6 s. */
    private static final int DECIDED_MS = 6000;

    /** Speech is louder than −46 dB of full scale, and 10 dB louder than the line. */
    private static final double LEVEL_MIN = 160;

    private static final double ABOVE_NOISE = 3.2;

    /** The quietest frame is the line; it creeps up by 2 % each frame. */
    private static final double CREEP = 1.02;

    private double noise = LEVEL_MIN;
    private long power;
    private int inFrame;

    private int elapsedMs;
    private int saidMs;
    private int quietMs;
    private int firstSaidMs = -1;
    private int lastSaidMs;
    private Answerer answerer = Answerer.UNDECIDED;

    /**
     * Takes {@code samples[0, count)}.
     *
     * @return what is known by now; once decided it stays so
     */
    public Answerer hear(short[] samples, int count) {
        for (int i = 0; i < count && answerer == Answerer.UNDECIDED; i++) {
            power += (long) samples[i] * samples[i];
            if (++inFrame == FRAME) {
                frame(Math.sqrt((double) power / FRAME));
                power = 0;
                inFrame = 0;
            }
        }
        return answerer;
    }

    private void frame(double level) {
        noise = Math.min(noise * CREEP, Math.max(level, 1));
        elapsedMs += FRAME_MS;
        if (level > Math.max(LEVEL_MIN, noise * ABOVE_NOISE)) {
            saidMs += FRAME_MS;
            quietMs = 0;
            firstSaidMs = firstSaidMs < 0 ? elapsedMs - FRAME_MS : firstSaidMs;
            lastSaidMs = elapsedMs;
        } else {
            quietMs += FRAME_MS;
        }
        answerer = judge();
    }

    private Answerer judge() {
        boolean spoke = saidMs >= SAID_MIN_MS;
        if (!spoke) {
            return elapsedMs >= SILENT_MAX_MS ? Answerer.UNSURE : Answerer.UNDECIDED;
        }
        int greetingMs = lastSaidMs - firstSaidMs;
        if (greetingMs > PERSON_MAX_MS) {
            return Answerer.MACHINE;
        }
        if (quietMs >= ENDING_MS) {
            return Answerer.PERSON;
        }
        return elapsedMs >= DECIDED_MS ? Answerer.UNSURE : Answerer.UNDECIDED;
    }
}
