package zarang.ivr.run;

import java.util.Optional;
import zarang.ivr.model.Flow;
import zarang.ivr.step.Next;

/**
 * A flow that the call is in: the one that began, or one that another called.
 *
 * @param own its variables
 * @param calledBy how it was called; empty for the one that began
 */
record Frame(Flow flow, RunVariables own, Optional<Next.Call> calledBy) {
    static Frame of(FlowSet.InFront found, Optional<Next.Call> calledBy) {
        RunVariables own = new RunVariables(found.flow().variables().initial());
        calledBy.ifPresent(call ->
                call.with()
                        .forEach((name, value) ->
                                found.flow()
                                        .variables()
                                        .named(name)
                                        .ifPresent(param -> own.set(param, value))));
        return new Frame(found.flow(), own, calledBy);
    }
}
