package zarang.ivr.run;

import java.util.Optional;
import zarang.call.script.ScriptRun;

/** Begins runs of flows. Control loop. */
@FunctionalInterface
public interface FlowRuns {
    /** Runs and nothing else. */
    FlowRuns PLAIN = FlowRun::begin;

    /** A new run of a flow; empty if there is none of that name. */
    Optional<? extends ScriptRun> begin(FlowSet flows, String flow);
}
