package zarang.server.http;

import java.util.List;
import java.util.concurrent.CompletionStage;
import zarang.call.loop.ControlLoop;
import zarang.yaml.Finding;

/** Puts the scripts of the folder in front of new calls. */
public interface FlowPublisher {
    /**
     * What came of it.
     *
     * @param published flow and version that new calls get, such as {@code hotline 2}; empty if
     *     anything was wrong, and then nothing changed
     */
    record Outcome(List<String> published, List<Finding> findings) {}

    /**
     * Reads and checks scripts and prompts on a thread of its own, switches over on the loop. Any
     * thread; returns at once.
     */
    CompletionStage<Outcome> publish(ControlLoop loop);

    /** Goes back to the version before, in the same manner. */
    CompletionStage<Outcome> rollBack(String flow, ControlLoop loop);
}
