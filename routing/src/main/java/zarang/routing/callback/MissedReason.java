package zarang.routing.callback;

import java.util.Optional;
import java.util.stream.Stream;
import zarang.call.Words;

/** Why a caller was not served. */
public enum MissedReason {
    /** It hung up while it waited. */
    ABANDONED,
    /** The queue took nobody in. */
    FULL,
    /** It waited as long as the queue allows. */
    MAX_WAIT,
    /** Nobody served the queue. */
    NO_AGENTS,
    /** The queue was closed. */
    CLOSED,
    /** It waited when its call was lost or stopped, or its server died. */
    LOST;

    /** By the reason that {@code queue.left} gives; empty if it is none for which one is called. */
    static Optional<MissedReason> of(String left) {
        return switch (left) {
            case "stopped" -> Optional.of(LOST);
            case "unknown-queue" -> Optional.of(NO_AGENTS);
            default -> Stream.of(values()).filter(each -> Words.of(each).equals(left)).findFirst();
        };
    }
}
