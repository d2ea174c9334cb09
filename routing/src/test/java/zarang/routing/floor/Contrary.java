package zarang.routing.floor;

import java.util.Iterator;
import zarang.routing.agent.Agent;
import zarang.routing.dispatch.Selection;
import zarang.routing.queue.QueueEntry;

/** Who came last goes first, and who has just sat down gets it. */
final class Contrary implements Selection {
    @Override
    public Agent agentFor(QueueEntry entry, Iterator<Agent> idle) {
        return last(idle);
    }

    @Override
    public QueueEntry entryFor(Agent agent, Iterator<QueueEntry> waiting) {
        return last(waiting);
    }

    private static <T> T last(Iterator<T> all) {
        T last = all.next();
        while (all.hasNext()) {
            last = all.next();
        }
        return last;
    }

    @Override
    public String toString() {
        return "contrary";
    }
}
