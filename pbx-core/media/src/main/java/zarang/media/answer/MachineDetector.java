package zarang.media.answer;

import java.util.Optional;
import zarang.call.engine.Answerer;

/**
 * Tells whether a person or an answering machine took the call, by energy and cadence alone: a
 * person says a word or two and then waits for an answer, a machine goes on. Frames of 20 ms at
 * 8000 Hz from the answer on. One thread; allocates nothing after it was made.
 */
public final class MachineDetector {
    /** After so long it is decided whatever was heard: 6 s. */
    public static final int DECIDED_MS = 6000;

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

    /** Speech is louder than −46 dB of full scale, and 10 dB louder than the line. */
    private static final double LEVEL_MIN = 160;

    private static final double ABOVE_NOISE = 3.2;

    /** The quietest frame is the line; it creeps up by 2 % each frame. */
    private static final double CREEP = 1.02;

    private static final Optional<Answerer> UNSURE = Optional.of(Answerer.UNSURE);

    private double noise = LEVEL_MIN;
    private long power;
    private int inFrame;

    private int elapsedMs;
    private int saidMs;
    private int quietMs;
    private int firstSaidMs = -1;
    private int lastSaidMs;
    private Optional<Answerer> answerer = Optional.empty();

    /**
     * Takes {@code samples[0, count)}.
     *
     * @return empty while it is undecided; once decided it stays so
     */
    public Optional<Answerer> hear(short[] samples, int count) {
        for (int i = 0; i < count && answerer.isEmpty(); i++) {
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

    private Optional<Answerer> judge() {
        boolean spoke = saidMs >= SAID_MIN_MS;
        if (!spoke) {
            return elapsedMs >= SILENT_MAX_MS ? UNSURE : Optional.empty();
        }
        int greetingMs = lastSaidMs - firstSaidMs;
        if (greetingMs > PERSON_MAX_MS) {
            return Optional.of(Answerer.MACHINE);
        }
        if (quietMs >= ENDING_MS) {
            return Optional.of(Answerer.PERSON);
        }
        return elapsedMs >= DECIDED_MS ? UNSURE : Optional.empty();
    }
}
