package zarang.recorder;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import zarang.media.mix.Concealment;

/**
 * What of one side came, and what stands in for the rest, 10 ms at a time: G.711 Appendix I, as in
 * a mix. Writer thread.
 */
final class SideGaps {
    static final int BLOCK = Concealment.FRAME;

    private final int capacity;
    private final BitSet came;
    private final short[] standIn = new short[BLOCK];

    /** Once it speaks. */
    private @Nullable Concealment concealment;

    /** Whether something was said a moment ago that may have been meant to go on. */
    private boolean fading;

    /**
     * @param capacity samples that may be known at a time; a power of two
     */
    SideGaps(int capacity) {
        this.capacity = capacity;
        came = new BitSet(capacity);
    }

    void came(long place) {
        came.set((int) place & (capacity - 1));
    }

    /**
     * Looks at 10 ms, once and in order, and forgets what came of them.
     *
     * @param samples of them; what lacks is 0, and is filled
     * @return whether they were changed
     */
    boolean fill(long from, short[] samples) {
        int here = 0;
        for (int i = 0; i < BLOCK; i++) {
            here += has(from + i) ? 1 : 0;
        }
        boolean changed = here > 0 || fading;
        if (here == BLOCK || (here > 0 && !fading)) {
            known().came(samples, 0);
            fading = true;
        } else if (fading) {
            known().lost(standIn, 0);
            for (int i = 0; i < BLOCK; i++) {
                samples[i] = has(from + i) ? samples[i] : standIn[i];
            }
            fading = !known().isSilent();
        } else if (concealment != null) {
            concealment.rest(standIn, 0);
        }
        int at = (int) from & (capacity - 1);
        came.clear(at, Math.min(capacity, at + BLOCK));
        came.clear(0, Math.max(0, at + BLOCK - capacity));
        return changed;
    }

    private boolean has(long place) {
        return came.get((int) place & (capacity - 1));
    }

    private Concealment known() {
        Concealment own = concealment;
        if (own == null) {
            own = new Concealment();
            concealment = own;
        }
        return own;
    }
}
