package zarang.media.mix;

/**
 * What one leg says, in the order of its time stamps, for a machine that listens for tones: it has
 * no clock and hears 60 ms late, or two packets where they are longer than 30 ms.
 *
 * <p>Up to 60 ms that lack are left out, and what lies around them is joined: a tone goes on
 * through one seam, while what stands in for speech (G.711 Appendix I) breaks it in 20 ms of wrong
 * phases. A longer gap is silence, so that what comes after it is new.
 *
 * <p>One media loop; allocates nothing after it was made.
 */
public final class EvenAudio {
    /** Takes 10 ms at a time. */
    @FunctionalInterface
    public interface Ear {
        /** Hears {@code samples[0, count)}, good until it returns. */
        void hear(short[] samples, int count);
    }

    /** Samples: 60 ms. */
    private static final int BEHIND = 480;

    /** Frames: 60 ms. */
    private static final int LEFT_OUT_MAX = 6;

    private static final short[] SILENCE = new short[JitterBuffer.FRAME];

    private final JitterBuffer buffer = new JitterBuffer(/* clocked= */ false);
    private final short[] frame = new short[JitterBuffer.FRAME];
    private final Ear ear;
    private int expected;

    /** Frames that lacked in a row. */
    private int lacking;

    public EvenAudio(Ear ear) {
        this.ear = ear;
    }

    /**
     * Adds a packet's audio: {@code samples[0, count)}.
     *
     * @param timestamp of its first sample, in 1/8000 s; wraps
     */
    public void put(int timestamp, short[] samples, int count) {
        if (Math.abs(timestamp - expected) > 2 * BEHIND + count) {
            rest();
            for (int i = 0; i < LEFT_OUT_MAX; i++) {
                ear.hear(SILENCE, JitterBuffer.FRAME);
            }
        }
        expected = timestamp + count;
        buffer.put(timestamp, samples, count);
        giveAllBut(count > BEHIND ? BEHIND : Math.max(BEHIND, 2 * count));
    }

    /** Its sender is silent from here on: what waits is heard. */
    public void rest() {
        giveAllBut(0);
        buffer.rest();
    }

    private void giveAllBut(int behind) {
        while (buffer.held() > behind) {
            if (buffer.take(frame, 0)) {
                lacking = 0;
                ear.hear(frame, JitterBuffer.FRAME);
            } else if (++lacking > LEFT_OUT_MAX) {
                ear.hear(SILENCE, JitterBuffer.FRAME);
            }
        }
    }
}
