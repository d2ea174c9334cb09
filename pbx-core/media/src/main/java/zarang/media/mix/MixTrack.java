package zarang.media.mix;

/**
 * What one leg says, as linear samples in the order of its time stamps, for those who hear it in a
 * mix. Packets that are lost are silence. One media loop; allocates nothing.
 */
public final class MixTrack {
    /** 512 ms: more than any listener may lie behind. */
    private static final int RING = 4096;

    /** A longer gap, 200 ms, is a new beginning rather than a loss. */
    private static final int LOSS_MAX = 1600;

    private final short[] ring = new short[RING];
    private long written;
    private int nextTimestamp;
    private boolean begun;

    /**
     * Adds a packet's audio: {@code samples[0, length)}.
     *
     * @param timestamp of its first sample, in 1/8000 s
     */
    public void put(int timestamp, short[] samples, int length) {
        int gap = timestamp - nextTimestamp;
        if (begun && gap < 0 && gap >= -LOSS_MAX) {
            return; // its time has been filled with silence
        }
        if (begun && gap > 0 && gap <= LOSS_MAX) {
            for (int i = 0; i < gap; i++) {
                add((short) 0);
            }
        }
        for (int i = 0; i < length; i++) {
            add(samples[i]);
        }
        nextTimestamp = timestamp + length;
        begun = true;
    }

    private void add(short sample) {
        ring[(int) written & (RING - 1)] = sample;
        written++;
    }

    /** Samples ever added. */
    long written() {
        return written;
    }

    /** Adds samples {@code from…} to {@code sums}. */
    void addTo(int[] sums, long from, int samples) {
        for (int i = 0; i < samples; i++) {
            sums[i] += ring[(int) (from + i) & (RING - 1)];
        }
    }
}
