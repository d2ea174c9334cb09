package zarang.routing.calls;

import java.util.Optional;
import zarang.call.verb.SupervisionResult;

/**
 * What came of a request to a call.
 *
 * @param result no call: none of the processes that answered has it
 * @param call as it was afterwards
 * @param asked what was seen of the processes on the way: while one is missing that may have the
 *     call, it is not known whether the request was done
 */
public record CallDone(SupervisionResult result, Optional<CallSeen> call, CallsSeen asked) {}
