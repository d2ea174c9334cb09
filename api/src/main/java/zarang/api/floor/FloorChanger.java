package zarang.api.floor;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Sets queues and agents as the files of the configuration say now. */
public interface FloorChanger {
    /**
     * What came of it.
     *
     * @param changes one a line, such as {@code agent 2003: new}; empty if the files say what is
     *     set
     * @param refusals why nothing was changed, one a line; empty if it was
     * @param stands what is set live and stands above the files, one a line
     */
    record Reloaded(List<String> changes, List<String> refusals, List<String> stands) {
        public Reloaded {
            changes = List.copyOf(changes);
            refusals = List.copyOf(refusals);
            stands = List.copyOf(stands);
        }

        /** Nothing is set live. */
        public Reloaded(List<String> changes, List<String> refusals) {
            this(changes, refusals, List.of());
        }

        /** With more changes. */
        public Reloaded and(List<String> more) {
            return new Reloaded(
                    Stream.concat(changes.stream(), more.stream()).toList(), refusals, stands);
        }
    }

    /**
     * Reads and checks the files on a thread of its own, changes the floor on the loop. Any thread;
     * returns at once.
     *
     * @param apply false: says what would come of it
     */
    CompletionStage<Reloaded> reload(boolean apply);
}
