package zarang.routing.callback;

import org.jspecify.annotations.Nullable;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.fact.Subject;

/** A call-back that is in line, or called. Control loop. */
final class CallbackTurn {
    private static final String KIND = "callback";

    final Callback callback;

    /** Where it waits: somebody, or a rule, may have moved it. */
    QueueName queue;

    /** The call in which it is called; null while it waits. */
    @Nullable CallId call;

    /** The agent had it: the floor knows of it no more. */
    boolean had;

    /** Which try it is, once that is counted. */
    int number;

    CallbackTurn(Callback callback) {
        this.callback = callback;
        queue = callback.queue();
    }

    Subject subject() {
        return new Subject(KIND, callback.id());
    }
}
