package zarang.media.prompt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.media.codec.Codec;
import zarang.media.codec.G711Codec;
import zarang.media.codec.VoiceSource;

/**
 * A list of prompts as one run of audio without gaps, taken frame by frame. One thread.
 *
 * <p>Frames cross from one prompt into the next; only the last one is filled up with silence.
 */
public final class Playback implements VoiceSource {
    /** 20 ms: the most that is taken at once. */
    private static final int FRAME = 160;

    private final long id;
    private final Prompt[] prompts;
    private final boolean loop;
    private int item;
    private int position;
    private double volume = 1;

    /** For a volume, and for a codec that prompts are not kept in. */
    private short @Nullable [] linear;

    /**
     * @param id given back when it has ended
     * @param loop start over at the end; a list without prompts ends all the same
     */
    public Playback(long id, List<Prompt> prompts, boolean loop) {
        this.id = id;
        this.prompts = prompts.toArray(Prompt[]::new);
        this.loop = loop;
    }

    public long id() {
        return id;
    }

    public boolean isLoop() {
        return loop;
    }

    /** Whether all was taken. */
    public boolean isOver() {
        return item == prompts.length;
    }

    @Override
    public int take(Codec.Encoder as, int count, ByteBuffer out, int at) {
        if (volume == 1 && as instanceof G711Codec law) {
            return copy(law, count, out, at);
        }
        short[] samples = linear();
        int done = 0;
        while (done < count && !isOver()) {
            Prompt prompt = prompts[item];
            int part = Math.min(count - done, prompt.length() - position);
            prompt.read(position, part, samples, done);
            done += part;
            pass(part, prompt);
        }
        Arrays.fill(samples, done, count, (short) 0);
        if (volume != 1) {
            for (int i = 0; i < done; i++) {
                samples[i] =
                        (short)
                                Math.clamp(
                                        (long) (samples[i] * volume),
                                        Short.MIN_VALUE,
                                        Short.MAX_VALUE);
            }
        }
        return as.encode(samples, count, out, at);
    }

    /** Nothing is encoded: prompts lie ready in both laws. */
    private int copy(G711Codec law, int count, ByteBuffer out, int at) {
        int done = 0;
        while (done < count && !isOver()) {
            Prompt prompt = prompts[item];
            int part = Math.min(count - done, prompt.length() - position);
            prompt.copy(law, position, part, out, at + done);
            done += part;
            pass(part, prompt);
        }
        for (; done < count; done++) {
            out.put(at + done, law.silence());
        }
        return count;
    }

    private short[] linear() {
        short[] samples = linear;
        if (samples == null) {
            samples = new short[FRAME];
            linear = samples;
        }
        return samples;
    }

    /** Lets {@code count} bytes go by unheard. */
    public void skip(int count) {
        int left = count;
        while (left > 0 && !isOver()) {
            Prompt prompt = prompts[item];
            int part = Math.min(left, prompt.length() - position);
            left -= part;
            pass(part, prompt);
        }
    }

    /**
     * Goes forward, or back: in a list that starts over too, not before its beginning.
     *
     * @param samples back where negative
     */
    public void seek(int samples) {
        if (samples > 0) {
            skip(loop ? samples % length() : samples);
            return;
        }
        position += samples;
        while (position < 0 && item > 0) {
            item--;
            position += prompts[item].length();
        }
        position = Math.max(0, position);
    }

    private int length() {
        int length = 0;
        for (Prompt prompt : prompts) {
            length += prompt.length();
        }
        return length;
    }

    /**
     * How loud it is from here on.
     *
     * @param factor of amplitude
     */
    public void volume(double factor) {
        volume = factor;
    }

    private void pass(int part, Prompt prompt) {
        position += part;
        if (position == prompt.length()) {
            position = 0;
            item++;
            if (item == prompts.length && loop) {
                item = 0;
            }
        }
    }
}
