package zarang.media.mix;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import zarang.media.codec.Codec;
import zarang.media.codec.VoiceSource;

/**
 * The voices of several legs for another: their sum, limited to 16 bits, never its own voice. One
 * media loop; allocates nothing while it runs.
 *
 * <p>Each voice is held back by {@link #START}, so that packets that come unevenly are no gaps. A
 * voice that runs dry begins anew; one that has piled up is taken up nearer to its end.
 */
public final class Mix implements VoiceSource {
    /** 40 ms: two packets, what a calm network needs. */
    static final int START = 320;

    /** 160 ms: what comes late all at once makes the talk no slower than this. */
    static final int BEHIND_MAX = 1280;

    /** 20 ms: the most that is taken at once. */
    private static final int FRAME = 160;

    private final MixTrack[] voices;
    private final long[] taken;
    private final boolean[] flowing;
    private final int[] sums = new int[FRAME];
    private final short[] frame = new short[FRAME];

    public Mix(List<MixTrack> heard) {
        voices = heard.toArray(MixTrack[]::new);
        taken = new long[voices.length];
        flowing = new boolean[voices.length];
        for (int i = 0; i < voices.length; i++) {
            taken[i] = voices[i].written();
        }
    }

    @Override
    public int take(Codec.Encoder as, int samples, ByteBuffer out, int at) {
        Arrays.fill(sums, 0, samples, 0);
        for (int i = 0; i < voices.length; i++) {
            take(i, samples);
        }
        for (int i = 0; i < samples; i++) {
            frame[i] = (short) Math.clamp(sums[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return as.encode(frame, samples, out, at);
    }

    private void take(int voice, int samples) {
        long behind = voices[voice].written() - taken[voice];
        if (!flowing[voice] && behind >= START) {
            flowing[voice] = true;
        }
        if (behind < samples) {
            flowing[voice] = false;
        }
        if (!flowing[voice]) {
            return;
        }
        if (behind > BEHIND_MAX) {
            taken[voice] = voices[voice].written() - START;
        }
        voices[voice].addTo(sums, taken[voice], samples);
        taken[voice] += samples;
    }
}
