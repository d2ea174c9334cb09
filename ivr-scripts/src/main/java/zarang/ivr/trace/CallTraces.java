package zarang.ivr.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import zarang.call.PhoneNumber;
import zarang.call.loop.ControlLoop;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.ivr.run.FlowRun;
import zarang.ivr.run.FlowRuns;
import zarang.ivr.run.FlowSet;

/**
 * The calls whose trace somebody wants: the next one of a flow, perhaps of one caller. Nothing is
 * noted of any other call. Control loop.
 *
 * <p>Bounded: {@value #WANTED_MAX} at a time, of each 2,000 things that a script is told. One that
 * nobody fetches is forgotten an hour after its call, or after its waiting, was over.
 */
public final class CallTraces implements FlowRuns {
    public static final int WANTED_MAX = 8;
    private static final Duration KEPT = Duration.ofHours(1);

    private final ControlLoop loop;
    private final SequencedMap<String, Wish> wishes = new LinkedHashMap<>();
    private long last;

    public CallTraces(ControlLoop loop) {
        this.loop = loop;
    }

    /** How far a trace is. */
    public sealed interface State {
        /** No call has come yet. */
        record Waiting() implements State {}

        /** A call is under way. */
        record Running() implements State {}

        /** The call is over. */
        record Done(CallTrace trace) implements State {}

        /** No call came in time. */
        record Expired() implements State {}
    }

    private static final class Wish {
        private final String flow;
        private final Optional<PhoneNumber> caller;
        private final long untilNanos;
        private @Nullable TracedRun run;

        private Wish(String flow, Optional<PhoneNumber> caller, long untilNanos) {
            this.flow = flow;
            this.caller = caller;
            this.untilNanos = untilNanos;
        }

        private boolean waits(long nanos) {
            return run == null && nanos < untilNanos;
        }

        private Optional<TraceNotes> notes() {
            return Optional.ofNullable(run).flatMap(TracedRun::notes);
        }
    }

    /**
     * Wants the next call of a flow.
     *
     * @param caller the only one who is wanted; empty: whoever calls
     * @param within how long to wait for it
     * @return the trace's id; empty if {@value #WANTED_MAX} are wanted already
     */
    public Optional<String> want(String flow, Optional<PhoneNumber> caller, Duration within) {
        sweep();
        if (wishes.size() >= WANTED_MAX) {
            return Optional.empty();
        }
        String id = Long.toString(++last);
        wishes.put(id, new Wish(flow, caller, loop.nanos() + within.toNanos()));
        return Optional.of(id);
    }

    /** How far it is; empty if there is none of this id for this flow. */
    public Optional<State> find(String flow, String id) {
        sweep();
        return Optional.ofNullable(wishes.get(id))
                .filter(wish -> wish.flow.equals(flow))
                .map(this::state);
    }

    private State state(Wish wish) {
        if (wish.run == null) {
            return wish.waits(loop.nanos()) ? new State.Waiting() : new State.Expired();
        }
        return wish.notes()
                .filter(TraceNotes::isOver)
                .<State>map(notes -> new State.Done(notes.trace()))
                .orElseGet(State.Running::new);
    }

    /** Forgets one; false if there is none. */
    public boolean forget(String flow, String id) {
        return find(flow, id).isPresent() && wishes.remove(id) != null;
    }

    @Override
    public Optional<? extends ScriptRun> begin(FlowSet flows, String flow) {
        boolean wanted =
                wishes.values().stream()
                        .anyMatch(wish -> wish.flow.equals(flow) && wish.waits(loop.nanos()));
        return wanted
                ? TracedRun.begin(flows, flow, this::takes, loop::nanos)
                : FlowRun.begin(flows, flow);
    }

    /** Whoever wants this caller by number goes before whoever wants anybody. */
    private boolean takes(TracedRun run, ScriptEvent.Started start) {
        Optional<Wish> first =
                wishes.values().stream()
                        .filter(wish -> wish.flow.equals(run.script()))
                        .filter(wish -> wish.waits(loop.nanos()))
                        .filter(wish -> wish.caller.isEmpty() || wish.caller.equals(start.caller()))
                        .min(Comparator.comparing(wish -> wish.caller.isEmpty()));
        first.ifPresent(wish -> wish.run = run);
        return first.isPresent();
    }

    /** What is over for long goes; a call that is under way keeps its place. */
    private void sweep() {
        long now = loop.nanos();
        List<String> old = new ArrayList<>();
        wishes.forEach((id, wish) -> {
            boolean over = wish.run == null || wish.notes().filter(TraceNotes::isOver).isPresent();
            if (over && now - wish.untilNanos > KEPT.toNanos()) {
                old.add(id);
            }
        });
        old.forEach(wishes::remove);
    }
}
