package zarang.media;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import zarang.media.prompt.PromptLibrary;

/** The media threads of a process. */
public final class MediaLoops implements AutoCloseable {
    private MediaLoops() {}

    /**
     * Starts the loops.
     *
     * @param seed gives SSRCs, first sequence numbers and timestamps, and the order of ports
     */
    public static MediaLoops start(
            MediaSettings settings, PromptLibrary prompts, RandomGenerator seed) {
        return new MediaLoops();
    }

    /**
     * Opens a session on a free port. Control loop only.
     *
     * @param beside share that session's loop, so that the two can be bridged
     * @return empty when no port is free, or the loop's queue is full; counted
     */
    public Optional<MediaSession> open(MediaListener listener, @Nullable MediaSession beside) {
        return Optional.empty();
    }

    /** A look at the counters. Any thread. */
    public MediaCounters counters() {
        return new MediaCounters(java.util.Map.of(), 0, 0, 0);
    }

    /** Closes all sessions and ends the threads; waits for them. */
    @Override
    public void close() {}
}
