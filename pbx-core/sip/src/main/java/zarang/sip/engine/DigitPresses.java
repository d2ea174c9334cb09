package zarang.sip.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;

/**
 * Counts each press once, although some phones signal it in several ways: as an event in the RTP or
 * as tones in the audio when the key goes down, and as an INFO when it comes up. Others change from
 * one way to the other in the middle of a call, so neither way is ever taken for the leg's only
 * one.
 *
 * <p>A press is a repetition if another way brought the same digit within a while, and its own way
 * has not yet. Pure.
 */
final class DigitPresses {
    /** As long as it is not known that the phone uses both ways: a key is held 100 to 300 ms. */
    private static final long PAIR_NANOS = Duration.ofMillis(700).toNanos();

    /** Of a phone that did: keys may be held long, and INFO may be sent again over UDP. */
    private static final long KNOWN_PAIR_NANOS = Duration.ofSeconds(3).toNanos();

    /** Presses that wait for a partner; the oldest gives way. */
    private static final int WAITING_MAX = 16;

    private record Press(char digit, EnumSet<DigitSource> sources, long atNanos) {}

    private final Deque<Press> waiting = new ArrayDeque<>();
    private boolean bothWays;

    /** Whether this press is a new one. */
    boolean isNew(char digit, DigitSource source, long nowNanos) {
        long window = bothWays ? KNOWN_PAIR_NANOS : PAIR_NANOS;
        while (!waiting.isEmpty() && nowNanos - waiting.getFirst().atNanos() > window) {
            waiting.removeFirst();
        }
        for (Press press : waiting) {
            if (press.digit() == digit && press.sources().add(source)) {
                bothWays = true;
                return false;
            }
        }
        if (waiting.size() == WAITING_MAX) {
            waiting.removeFirst();
        }
        waiting.addLast(new Press(digit, EnumSet.of(source), nowNanos));
        return true;
    }
}
