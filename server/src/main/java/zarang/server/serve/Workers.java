package zarang.server.serve;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that a server cannot do without. A fault ends a thread, but not the process: this
 * tells whoever asks whether calls are taken.
 */
final class Workers {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final List<Supplier<List<Thread>>> rooms;

    /** Each room says which threads it has; one that was not started yet has not ended. */
    Workers(List<Supplier<List<Thread>>> rooms) {
        this.rooms = List.copyOf(rooms);
    }

    /** What a thread throws at its end goes to the log, where the operator looks. */
    static void logFaults() {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) ->
                log.error(
                        "thread.ended thread={}: a fault in the program, please report, and"
                                + " restart",
                        thread.getName(),
                        fault));
    }

    /** How many have ended. */
    int ended() {
        return (int) gone().count();
    }

    /** The name of one that has ended. */
    Optional<String> firstEnded() {
        return gone().map(Thread::getName).findFirst();
    }

    private Stream<Thread> gone() {
        return rooms.stream()
                .flatMap(room -> room.get().stream())
                .filter(thread -> thread.getState() == Thread.State.TERMINATED);
    }
}
