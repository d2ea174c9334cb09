package zarang.media;

import org.jspecify.annotations.Nullable;
import zarang.media.codec.VoiceSource;

/** What is heard of the others where a relay is not enough: their sum, in an even stream. */
final class MixFrames extends FrameSource {
    private final PacketWriter writer;
    private @Nullable VoiceSource others;

    MixFrames(PacketWriter writer) {
        this.writer = writer;
    }

    /**
     * @param next null where a relay is enough, or nobody is heard
     */
    void hear(@Nullable VoiceSource next) {
        others = next;
    }

    @Override
    boolean isDue() {
        return others != null && writer.maySend();
    }

    @Override
    void frame() {
        VoiceSource voices = others;
        if (voices != null) {
            writer.say(voices);
        }
    }
}
