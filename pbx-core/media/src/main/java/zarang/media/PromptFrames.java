package zarang.media;

import org.jspecify.annotations.Nullable;
import zarang.media.prompt.Playback;

/** Plays prompts; while the far side holds, their time passes unheard. */
final class PromptFrames extends FrameSource {
    private final PacketWriter writer;
    private final MediaListener listener;
    private @Nullable Playback playback;
    private boolean paused;
    private double volume = 1;

    PromptFrames(PacketWriter writer, MediaListener listener) {
        this.writer = writer;
        this.listener = listener;
    }

    void play(Playback next) {
        playback = next;
        paused = false;
        next.volume(volume);
        if (next.isOver()) {
            finish(next);
        }
    }

    void stop() {
        playback = null;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    /**
     * @param samples back where negative
     */
    void seek(int samples) {
        Playback playing = playback;
        if (playing != null) {
            playing.seek(samples);
            if (playing.isOver()) {
                finish(playing);
            }
        }
    }

    /**
     * @param factor of amplitude, of what plays and what will
     */
    void volume(double factor) {
        volume = factor;
        if (playback != null) {
            playback.volume(factor);
        }
    }

    /** Whether it goes on until it is told otherwise: somebody waits. */
    boolean isMusic() {
        return playback != null && playback.isLoop() && !paused;
    }

    @Override
    boolean isDue() {
        return playback != null && !paused;
    }

    @Override
    void frame() {
        Playback playing = playback;
        if (playing == null) {
            return;
        }
        if (writer.maySend()) {
            writer.say(playing);
        } else {
            playing.skip(PacketWriter.FRAME_SAMPLES);
            writer.pause(1);
        }
        if (playing.isOver()) {
            finish(playing);
        }
    }

    private void finish(Playback ended) {
        playback = null;
        if (!ended.isLoop()) {
            listener.playFinished(ended.id());
        }
    }
}
