package zarang.ivr.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowRun;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;

/**
 * A run whose trace somebody wants, if its caller turns out to be the one who is wanted. Does what
 * the run does. Control loop.
 */
final class TracedRun implements ScriptRun {
    private final FlowSet flows;
    private final FlowRun run;
    private final Wanted wanted;
    private final LongSupplier nanos;
    private @Nullable TraceNotes notes;

    /** Learns who calls, and says whether the trace is wanted. */
    interface Wanted {
        boolean takes(TracedRun run, ScriptEvent.Started start);
    }

    private TracedRun(FlowSet flows, FlowRun run, Wanted wanted, LongSupplier nanos) {
        this.flows = flows;
        this.run = run;
        this.wanted = wanted;
        this.nanos = nanos;
    }

    static Optional<TracedRun> begin(
            FlowSet flows, String flow, Wanted wanted, LongSupplier nanos) {
        Steps steps = new Steps();
        return FlowRun.begin(flows.watchedBy(flows.watcher().and(steps)), flow)
                .map(run -> {
                    TracedRun traced = new TracedRun(flows, run, wanted, nanos);
                    steps.run = traced;
                    return traced;
                });
    }

    /** Hands the steps on to the notes, once there are some. */
    private static final class Steps implements FlowWatcher {
        private @Nullable TracedRun run;

        @Override
        public void entered(Flow flow, String from, String exit, String step) {
            notes().ifPresent(notes -> notes.entered(flow, from, exit, step));
        }

        @Override
        public void ended(Flow flow, String step, Ending how) {
            notes().ifPresent(notes -> notes.ended(flow, step, how));
        }

        private Optional<TraceNotes> notes() {
            return Optional.ofNullable(run).flatMap(TracedRun::notes);
        }
    }

    @Override
    public String script() {
        return run.script();
    }

    @Override
    public int version() {
        return run.version();
    }

    @Override
    public String language() {
        return run.language();
    }

    @Override
    public List<ScriptCommand> on(ScriptEvent event) {
        if (notes == null
                && event instanceof ScriptEvent.Started start
                && wanted.takes(this, start)) {
            notes = new TraceNotes(flows, script(), version(), start, nanos, run::typedAhead);
        }
        TraceNotes now = notes;
        if (now == null) {
            return run.on(event);
        }
        boolean secret = now.isSecret();
        List<ScriptCommand> led = run.on(event);
        now.add(event, led, secret);
        return led;
    }

    Optional<TraceNotes> notes() {
        return Optional.ofNullable(notes);
    }
}
