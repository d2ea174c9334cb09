package zarang.media.prompt;

import java.nio.ByteBuffer;
import java.util.List;
import zarang.media.codec.G711;
import zarang.media.codec.VoiceSource;

/**
 * A list of prompts as one run of audio without gaps, taken frame by frame. One thread.
 *
 * <p>Frames cross from one prompt into the next; only the last one is filled up with silence.
 */
public final class Playback implements VoiceSource {
    private final long id;
    private final Prompt[] prompts;
    private final boolean loop;
    private int item;
    private int position;

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
    public void take(int payloadType, int count, ByteBuffer out, int at) {
        int done = 0;
        while (done < count && !isOver()) {
            Prompt prompt = prompts[item];
            int part = Math.min(count - done, prompt.length() - position);
            prompt.copy(payloadType, position, part, out, at + done);
            done += part;
            pass(part, prompt);
        }
        for (; done < count; done++) {
            out.put(at + done, G711.silence(payloadType));
        }
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
