package zarang.routing.owner;

import java.time.Duration;
import zarang.call.QueueName;
import zarang.routing.dispatch.FloorView.QueueView;

/**
 * A queue at one moment, as whoever decides has it: callers of all processes.
 *
 * @param waiting callers in it, those included whose agent rings
 * @param ringing of those, being offered to an agent
 * @param longestWait of those in it, since they joined it; zero when nobody waits
 * @param agentsAtWork of this queue, free or not
 */
public record QueueNow(
        QueueName queue, int waiting, int ringing, Duration longestWait, int agentsAtWork) {
    static QueueNow of(QueueView view) {
        return new QueueNow(
                view.queue(),
                view.waiting(),
                view.ringing(),
                view.longestWait(),
                view.agentsAtWork());
    }
}
