package zarang.routing.calls;

import java.util.List;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;

/** The calls of this process. Control loop. */
public interface CallsHere {
    /** Every call, the oldest first. */
    List<CallSnapshot> all();

    /** One of them; empty if it is over, or on another process. */
    Optional<CallSnapshot> one(CallId call);

    /** Has a call do what a supervisor wants of it. */
    SupervisionResult ask(CallId call, SupervisionWish wish);
}
