package zarang.routing.calls;

import java.util.List;
import zarang.call.verb.SupervisionResult;

/**
 * What a process says of its calls.
 *
 * @param result of what was to be done; done, if nothing was
 * @param calls that were asked for
 */
record CallAnswer(SupervisionResult result, List<CallSeen> calls) {
    CallAnswer {
        calls = List.copyOf(calls);
    }
}
