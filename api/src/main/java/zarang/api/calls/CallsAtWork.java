package zarang.api.calls;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.CallId;
import zarang.routing.calls.CallDone;
import zarang.routing.calls.CallRequest;
import zarang.routing.calls.CallsSeen;

/**
 * The calls of all processes as a supervisor sees and enters them. Any thread; returns at once.
 * Other processes are waited for a second at most; those that do not answer are named.
 */
public interface CallsAtWork {
    /**
     * The oldest calls.
     *
     * @param after only later ones
     * @param count at most
     */
    CompletionStage<CallsSeen> page(Optional<CallId> after, int count);

    /** Those calls; who is over is not among them. */
    CompletionStage<CallsSeen> these(Collection<CallId> calls);

    /** Has a call do what a supervisor wants. */
    CompletionStage<CallDone> ask(CallRequest request);
}
