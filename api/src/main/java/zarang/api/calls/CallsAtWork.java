package zarang.api.calls;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.CallId;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;

/** The calls of this process as a supervisor sees and enters them. Any thread; returns at once. */
public interface CallsAtWork {
    /** Every call, the oldest first. */
    CompletionStage<List<CallSnapshot>> all();

    /** One of them; empty if it is over, or on another process. */
    CompletionStage<Optional<CallSnapshot>> one(CallId call);

    /** Has a call do what a supervisor wants. */
    CompletionStage<SupervisionResult> ask(CallId call, SupervisionWish wish);
}
