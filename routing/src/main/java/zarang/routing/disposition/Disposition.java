package zarang.routing.disposition;

import java.util.List;
import java.util.Optional;
import zarang.call.QueueName;

/**
 * A code for what a talk came to. Built from {@code conf/agents.yaml}.
 *
 * @param id such as {@code sold}
 * @param title for people; 1-64 characters
 * @param queues whose callers it is for; empty: for all
 * @param needsNotes whether notes are to be given with it
 */
public record Disposition(String id, String title, List<QueueName> queues, boolean needsNotes) {
    public Disposition {
        queues = List.copyOf(queues);
    }

    /**
     * Whether a talk may be given this code.
     *
     * @param queue that the caller came out of; empty if it came out of none
     */
    public boolean isFor(Optional<QueueName> queue) {
        return queues.isEmpty() || queue.filter(queues::contains).isPresent();
    }
}
