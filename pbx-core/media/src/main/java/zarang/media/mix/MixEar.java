package zarang.media.mix;

import java.nio.ByteBuffer;
import java.util.List;
import zarang.media.codec.Codec;
import zarang.media.codec.G711Codec;
import zarang.media.codec.VoiceSource;

/**
 * What one listener is given by a {@link Mixer}: the voices that it may hear, never its own. One
 * media loop; allocates nothing while nobody comes or goes.
 */
public final class MixEar implements VoiceSource {
    /** Who is more frames behind than this has stood still, and goes on near to the newest. */
    private static final int BEHIND_MAX = 3;

    private final Mixer mixer;
    private final int[] sums = new int[Mixer.FRAME];
    private final short[] frame = new short[Mixer.FRAME];
    private final short[] part = new short[Mixer.FRAME];
    private Voice[] heard = {};
    private long next;

    /** Samples of the frame in hand that were taken. */
    private int taken = Mixer.FRAME;

    private boolean silent = true;

    public MixEar(Mixer mixer) {
        this.mixer = mixer;
        next = mixer.made();
    }

    /** Whom it hears from here on. */
    public void hear(List<Voice> voices) {
        heard = voices.toArray(Voice[]::new);
    }

    /** Frames of 20 ms that came and that it has not heard yet: of the one whom it hears. */
    public int waiting() {
        return heard.length == 1 ? (int) (mixer.made() - next) + heard[0].waiting() : 0;
    }

    @Override
    public int take(Codec.Encoder as, int samples, ByteBuffer out, int at) {
        if (taken + samples > Mixer.FRAME) {
            nextFrame();
        }
        int from = taken;
        taken += samples;
        if (silent && as instanceof G711Codec law) {
            for (int i = 0; i < samples; i++) {
                out.put(at + i, law.silence());
            }
            return samples;
        }
        if (samples == Mixer.FRAME) {
            return as.encode(frame, samples, out, at);
        }
        System.arraycopy(frame, from, part, 0, samples);
        return as.encode(part, samples, out, at);
    }

    private void nextFrame() {
        taken = 0;
        if (mixer.made() - next > BEHIND_MAX) {
            next = mixer.made() - 1;
        }
        if (next == mixer.made()) {
            mixer.make();
        }
        silent = !mixer.mix(next, heard, sums);
        next++;
        for (int i = 0; i < Mixer.FRAME; i++) {
            frame[i] = silent ? 0 : Limiter.limit(sums[i]);
        }
    }
}
