package zarang.sip.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.media.MediaListener;
import zarang.media.MediaSession;

/** Where media comes from: {@code MediaLoops::open}. Control loop only. */
@FunctionalInterface
public interface MediaOpener {
    /**
     * Opens a session.
     *
     * @param beside a session to share the loop with, so that the two can be bridged
     * @return empty when there is no room
     */
    Optional<MediaSession> open(MediaListener listener, @Nullable MediaSession beside);
}
