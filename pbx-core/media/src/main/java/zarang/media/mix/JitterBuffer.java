package zarang.media.mix;

import java.util.Arrays;

/**
 * Puts what one leg says into the order of its time stamps, and gives it in even frames of 10 ms.
 * It needs no clock: what is taken is the clock. One media loop; allocates nothing after it was
 * made.
 *
 * <p><b>Delay.</b> It begins with none: a packet is heard with the next frame. One that comes after
 * its frame has been concealed is heard all the same, and all that follows is later by as much, to
 * 200 ms at most. What was not needed for 3 s is taken back by 10 ms, where it is quiet if that
 * comes soon.
 *
 * <p><b>Bounds.</b> 512 ms of audio. Who is farther ahead than 200 ms more than the delay, or jumps
 * by more than 2 s, is taken up anew. Six frames in which nothing is there are the end of what was
 * said: what comes then begins anew, with the delay that was learned. What was overtaken, and whose
 * time has gone, is left out; doubled packets write the same twice.
 */
final class JitterBuffer {
    static final int FRAME = Concealment.FRAME;

    /** Samples, 512 ms: a power of two. */
    private static final int RING = 4096;

    /** Samples that one mark stands for: 1 ms. */
    private static final int MARKED = 8;

    /** 200 ms. */
    private static final int DELAY_MAX = 1600;

    /** 300 ms. */
    private static final int UNCLOCKED_MAX = 2400;

    /** 2 s. */
    private static final int JUMP = 16_000;

    /** Frames, 3 s, in which what is not needed shows. */
    private static final int WATCHED = 300;

    /** Frames, 1 s, for which a quiet one is waited for. */
    private static final int HASTE = 100;

    /** A frame below this, −50 dB, may be left out unheard. */
    private static final int QUIET = 100;

    /** One may be an accident; so many in 3 s are the way that packets go. */
    private static final int OVERTAKEN_OFTEN = 2;

    private final short[] ring = new short[RING];
    private final boolean[] marks = new boolean[RING / MARKED];

    /** Whether frames are taken by a clock: only then is what waits too long a delay. */
    private final boolean clocked;

    /** Samples from the next frame on within which a packet must end, beside the delay. */
    private final int farthest;

    private boolean flowing;
    private boolean begun;
    private boolean resting;
    private int lastTimestamp;
    private long lastAt;

    /** Where what is said begins, what is taken next, behind what was taken, behind what came. */
    private long start;

    private long next;
    private long taken;
    private long end;

    /** Samples by which what begins anew is held back. */
    int delay;

    private int missing;
    private int watched;
    private int spareMin;
    private int surplusFrames;

    /** How early the earliest packet came, now and in the watch before, and how far that one is. */
    private int earliest;

    private int earliestBefore;
    private int inWatch;

    /** Packets of this watch that came too late by what could be waited for; samples to wait. */
    private int overtaken;

    private int owed;

    JitterBuffer() {
        this(/* clocked= */ true);
    }

    JitterBuffer(boolean clocked) {
        this.clocked = clocked;
        farthest = clocked ? DELAY_MAX : UNCLOCKED_MAX;
    }

    /**
     * Adds a packet's audio: {@code samples[0, count)}.
     *
     * @param timestamp of its first sample, in 1/8000 s
     */
    void put(int timestamp, short[] samples, int count) {
        resting = false;
        int step = timestamp - lastTimestamp;
        boolean jumps = !begun || step > JUMP || step < -JUMP;
        long at = jumps ? lastAt + RING : lastAt + step;
        if (jumps || !flowing || at + count - next > farthest + delay) {
            anchor(at);
        }
        begun = true;
        lastTimestamp = timestamp;
        lastAt = at;
        if (at < next) {
            late(at);
        }
        int spare = (int) (at - next);
        spareMin = Math.min(spareMin, spare);
        earliest = Math.max(earliest, spare);
        write(at, samples, count);
    }

    private void anchor(long at) {
        Arrays.fill(marks, false);
        start = at;
        next = at - delay;
        taken = next;
        end = at;
        flowing = true;
        missing = 0;
        earliest = delay;
        earliestBefore = delay;
        inWatch = 0;
        overtaken = 0;
        owed = 0;
        watchAnew();
    }

    /**
     * Nothing that was heard is heard again. One that was overtaken by what is heard makes nothing
     * later by itself, since that does not bring it back; where it is not the only one, those that
     * follow are waited for.
     */
    private void late(long at) {
        int needed = (int) (next - at + FRAME - 1) / FRAME * FRAME;
        int most = (DELAY_MAX - delay) / FRAME * FRAME;
        int later = (int) Math.min(Math.min(needed, most), next - taken);
        if (later > 0) {
            next -= later;
            slower(later);
        } else if (needed <= most) {
            overtaken++;
            owed = overtaken < OVERTAKEN_OFTEN ? 0 : needed;
        }
        watchAnew();
    }

    private void slower(int by) {
        delay += by;
        earliest += by;
        earliestBefore += by;
    }

    private void write(long at, short[] samples, int count) {
        for (int i = 0; i < count; i++) {
            if (at + i >= next) {
                int to = (int) (at + i) & (RING - 1);
                ring[to] = samples[i];
                marks[to / MARKED] = true;
            }
        }
        end = Math.max(end, at + count);
    }

    /** Its sender says that it is silent from here on (RFC 3389): nothing is missing. */
    void rest() {
        resting = true;
    }

    /** Whether what was said is over, by the word of its sender. */
    boolean isAtRest() {
        return resting && next >= end;
    }

    /**
     * Writes the next 10 ms to {@code samples[at, at + 80)}.
     *
     * @return false if they are not there: lost, late, or never said
     */
    boolean take(short[] samples, int at) {
        if (!flowing) {
            return false;
        }
        look();
        if (next + FRAME <= start) {
            next += FRAME;
            return false;
        }
        if (owed > 0) {
            owed -= FRAME;
            slower(FRAME);
            return false;
        }
        if (isHere(next)) {
            read(samples, at);
            return true;
        }
        next += FRAME;
        missing++;
        flowing = next < end || (!resting && missing < Concealment.FRAMES_MAX);
        return false;
    }

    /**
     * No packet waits longer than the earliest: what is beyond that is no delay, but a clock that
     * runs slower than ours.
     */
    private void look() {
        inWatch++;
        if (inWatch == WATCHED) {
            delay = Math.min(delay, Math.max(0, Math.max(earliest, earliestBefore)));
            earliestBefore = earliest;
            earliest = 0;
            inWatch = 0;
            overtaken = 0;
        }
    }

    private boolean isHere(long from) {
        for (long unit = from / MARKED; unit <= (from + FRAME - 1) / MARKED; unit++) {
            if (!marks[(int) unit & (marks.length - 1)]) {
                return false;
            }
        }
        return true;
    }

    private void read(short[] samples, int at) {
        missing = 0;
        for (int i = 0; i < FRAME; i++) {
            samples[at + i] = ring[(int) (next + i) & (RING - 1)];
        }
        pass();
        watched++;
        if (isToShrink() && isHere(next) && (surplusFrames > HASTE || isQuiet(samples, at))) {
            for (int i = 0; i < FRAME; i++) {
                int later = ring[(int) (next + i) & (RING - 1)];
                samples[at + i] += (short) ((later - samples[at + i]) * (i + 1) / FRAME);
            }
            pass();
            delay = Math.max(0, delay - FRAME);
            watchAnew();
        }
    }

    private void pass() {
        for (long unit = next / MARKED; unit < (next + FRAME) / MARKED; unit++) {
            marks[(int) unit & (marks.length - 1)] = false;
        }
        next += FRAME;
        taken = next;
    }

    private boolean isToShrink() {
        if (!clocked || watched < WATCHED) {
            return false;
        }
        if (spareMin < 2 * FRAME) {
            watchAnew();
            return false;
        }
        surplusFrames++;
        return true;
    }

    private void watchAnew() {
        watched = 0;
        spareMin = Integer.MAX_VALUE;
        surplusFrames = 0;
    }

    private static boolean isQuiet(short[] samples, int at) {
        for (int i = 0; i < FRAME; i++) {
            if (Math.abs(samples[at + i]) > QUIET) {
                return false;
            }
        }
        return true;
    }

    /** Samples from the next frame to the end of what came. */
    int held() {
        return flowing ? (int) Math.max(0, end - next) : 0;
    }

    /** Whole frames that came and were not taken yet. */
    int waiting() {
        int frames = 0;
        for (long at = next; flowing && at + FRAME <= end && isHere(at); at += FRAME) {
            frames++;
        }
        return frames;
    }
}
