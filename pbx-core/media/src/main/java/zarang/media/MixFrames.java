package zarang.media;

import org.jspecify.annotations.Nullable;
import zarang.media.mix.MixEar;

/** What is heard of the others where a relay is not enough: their sum, in an even stream. */
final class MixFrames extends FrameSource {
    private final PacketWriter writer;
    private @Nullable MixEar others;

    MixFrames(PacketWriter writer) {
        this.writer = writer;
    }

    /**
     * @param next null where a relay is enough, or nobody is heard
     */
    void hear(@Nullable MixEar next) {
        others = next;
    }

    /** Says at once what came and has not been heard yet, since a relay begins with what comes. */
    void drain() {
        MixEar voices = others;
        for (int left = voices == null ? 0 : voices.waiting(); left > 0 && isDue(); left--) {
            frame();
        }
        others = null;
    }

    @Override
    boolean isDue() {
        return others != null && writer.maySend();
    }

    @Override
    void frame() {
        MixEar voices = others;
        if (voices != null) {
            writer.say(voices);
        }
    }
}
