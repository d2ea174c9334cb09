package zarang.media;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The packet that a media loop is about to send: one for each loop. The {@link OutputStage}s of a
 * leg may change it in place, and make it longer.
 */
final class Departure {
    private @Nullable ByteBuffer buffer;

    /** Where its header begins in the buffer. */
    int begin;

    /** Where its payload ends. */
    int end;

    void of(ByteBuffer in, int from, int to) {
        buffer = in;
        begin = from;
        end = to;
    }

    ByteBuffer buffer() {
        return requireNonNull(buffer);
    }
}
