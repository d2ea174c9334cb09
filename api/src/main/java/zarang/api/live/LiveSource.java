package zarang.api.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import zarang.call.CallId;
import zarang.routing.calls.CallsSeen;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.owner.QueueNow;

/** What the stream looks at. Any thread; returns at once; stages may fail. */
public interface LiveSource {
    /** All agents, as whoever decides has them. */
    CompletionStage<List<AgentView>> agents();

    /** All queues, as whoever decides has them. */
    CompletionStage<List<QueueNow>> queues();

    /** Those calls, whichever process has them; who is over is not among them. */
    CompletionStage<CallsSeen> calls(Set<CallId> ids);

    /** What somebody should look after now. */
    CompletionStage<List<Alarm>> alarms();

    /**
     * Something that is not as it should be.
     *
     * @param code a word, such as {@code redis-away}; with the name of what it is about behind a
     *     colon, such as {@code trunk-down:carrier}
     * @param detail for a person
     */
    record Alarm(String code, String detail) {}
}
