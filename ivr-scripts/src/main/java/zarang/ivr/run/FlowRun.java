package zarang.ivr.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.Cause;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ScriptValue;
import zarang.ivr.model.Flow;
import zarang.ivr.step.AnswerRun;
import zarang.ivr.step.Next;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepExit;
import zarang.ivr.step.StepRun;
import zarang.ivr.variable.Variable;

/**
 * One run of one version of a flow, and of the flows that it calls, for one call: holds the place
 * in them and dispatches; what a step does is its verb's {@link StepRun}. Control loop.
 *
 * <p>The first step that the caller hears answers the call if no step did. Before that the phone
 * rings. Events that nobody waits for, timers that were cancelled and everything after the end are
 * ignored. A limit and a fault of a step lead to {@code on-error}, once; then to the apology.
 */
public final class FlowRun implements ScriptRun {
    /** How deep flows may call one another. */
    public static final int DEPTH_MAX = 8;

    /** What may be done after a limit was reached, or the caller has gone. */
    private static final int STEPS_OF_RESCUE = 50;

    private static final Logger log = LoggerFactory.getLogger(FlowRun.class);
    private static final String KEYS = "0123456789*#ABCD";

    private final FlowSet flows;
    private final Flow first;
    private final int version;
    private final RunState state;
    private final Deque<Caller> callers = new ArrayDeque<>(0);
    private StepRun current;

    /** The step at hand; none before the first, and while the call is answered for the next. */
    private @Nullable Step step;

    private String from = "";
    private String exit = FlowWatcher.START;
    private FlowWatcher.Ending ending = FlowWatcher.Ending.FLOW;
    private int stepsLeft;
    private boolean started;
    private boolean rescued;
    private boolean callerGone;
    private boolean ended;

    /** A new run of a flow; empty if there is none of that name. */
    public static Optional<FlowRun> begin(FlowSet flows, String flow) {
        return flows.find(flow).map(found -> new FlowRun(flows, found));
    }

    private FlowRun(FlowSet flows, FlowSet.InFront begun) {
        this.flows = flows;
        first = begun.flow();
        version = begun.version();
        state = new RunState(first.limits(), flows, Frame.of(begun, Optional.empty()));
        current = new AnswerRun(first.start());
        stepsLeft = first.limits().steps();
    }

    @Override
    public String script() {
        return first.name();
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public String language() {
        return state.language();
    }

    private Frame here() {
        return state.here();
    }

    /** The variables that are set now, by name. Some are secrets. */
    public Map<String, ScriptValue> variables() {
        return state.variables();
    }

    /** How many keys are kept for a later step. */
    public int typedAhead() {
        return state.typedAhead().size();
    }

    @Override
    public List<ScriptCommand> on(ScriptEvent event) {
        if (!ended) {
            try {
                follow(react(event));
            } catch (RuntimeException fault) {
                log.error(
                        "flow.fault script={} version={} flow={}",
                        first.name(),
                        version,
                        here().flow().name(),
                        fault);
                follow(rescue("fault"));
            }
        }
        return state.takeCommands();
    }

    private Next react(ScriptEvent event) {
        if (!started) {
            return begin(event);
        }
        return switch (event) {
            case ScriptEvent.Started again -> Next.STAY;
            case ScriptEvent.Answered answered -> {
                state.markAnswered();
                yield current.on(event, state);
            }
            case ScriptEvent.Digit(char digit) -> {
                if (KEYS.indexOf(digit) < 0) {
                    yield Next.STAY;
                }
                state.callerActed();
                yield current.onDigit(digit, state);
            }
            case ScriptEvent.TimerFired(String timer) -> onTimer(timer);
            case ScriptEvent.PlayFinished finished -> current.on(event, state);
            case ScriptEvent.Told told -> current.on(event, state);
            case ScriptEvent.QueueLeft left -> current.on(event, state);
            case ScriptEvent.Placed placed -> current.on(event, state);
            case ScriptEvent.DialEnded dialled -> current.on(event, state);
            case ScriptEvent.VoiceRecorded recorded -> current.on(event, state);
            case ScriptEvent.CallerGone gone -> onHangUp();
            case ScriptEvent.Stopping stopping ->
                    sayLast(first.limits().closing(), FlowWatcher.Ending.STOPPED);
        };
    }

    private Next begin(ScriptEvent event) {
        if (!(event instanceof ScriptEvent.Started start)) {
            return event instanceof ScriptEvent.CallerGone
                    ? new Next.End(Cause.NORMAL_CLEARING)
                    : Next.STAY;
        }
        started = true;
        state.begin(start);
        return new Next.GoTo(first.start());
    }

    private Next onTimer(String fired) {
        Optional<String> limit = state.flowTimer(fired);
        return limit.isPresent()
                ? rescue("flow-" + limit.get())
                : state.stepTimer(fired)
                        .map(timer -> current.onTimer(timer, state))
                        .orElse(Next.STAY);
    }

    private void follow(Next decided) {
        Next next = decided;
        while (true) {
            switch (next) {
                case Next.Stay stay -> {
                    return;
                }
                case Next.GoTo(String way) -> {
                    state.cancelTimersOfStep();
                    next = leave(way);
                }
                case Next.Call call -> {
                    state.cancelTimersOfStep();
                    next = call(call);
                }
                case Next.Return(String outcome) -> next = goBack(outcome);
                case Next.End(Cause cause) -> {
                    ended = true;
                    state.cancelTimers();
                    state.tell(new ScriptCommand.HangUp(cause));
                    flows.watcher().ended(here().flow(), step == null ? from : step.name(), ending);
                    callers.forEach(this::giveUp);
                    return;
                }
            }
        }
    }

    /** Goes on by an exit of the step at hand, or at a step. */
    private Next leave(String way) {
        if (step == null) {
            return enter(way);
        }
        from = step.name();
        StepExit taken = step.exits().get(way);
        exit = taken == null ? "" : way;
        return enter(taken == null ? way : taken.target());
    }

    private Next enter(String name) {
        Step next = here().flow().steps().get(name);
        if (next == null) {
            return rescue("no-such-step");
        }
        if (next.audible() && callerGone) {
            return new Next.End(Cause.NORMAL_CLEARING);
        }
        if (next.audible() && !state.answered()) {
            step = null;
            current = new AnswerRun(name);
            return current.enter(state);
        }
        stepsLeft--;
        if (stepsLeft < 0) {
            return rescue("steps");
        }
        step = next;
        flows.watcher().entered(here().flow(), from, exit, name);
        current = next.run().begin();
        return current.enter(state);
    }

    private Next call(Next.Call call) {
        Optional<FlowSet.InFront> found = flows.find(call.flow());
        if (found.isEmpty()) {
            return rescue("no-such-flow");
        }
        if (callers.size() >= DEPTH_MAX) {
            return rescue("depth");
        }
        callers.push(new Caller(here(), step));
        state.move(Frame.of(found.get(), Optional.of(call)));
        return goToFirst();
    }

    /** The results first, then the outcome; the flow that began has nobody to go back to. */
    private Next goBack(String outcome) {
        Frame left = here();
        if (callers.isEmpty() || left.calledBy().isEmpty()) {
            return new Next.End(Cause.NORMAL_CLEARING);
        }
        Next.Call call = left.calledBy().get();
        goBackTo(callers.pop());
        call.take().forEach((into, result) -> take(left, result, into));
        String way = call.on().get(outcome);
        return way == null ? rescue("no-such-outcome") : new Next.GoTo(way);
    }

    private void take(Frame left, String result, Variable into) {
        left.flow()
                .variables()
                .named(result)
                .flatMap(left.own()::value)
                .ifPresentOrElse(value -> state.set(into, value), () -> state.forget(into));
    }

    private void goBackTo(Caller caller) {
        leaveStep();
        state.move(caller.frame);
        step = caller.at;
    }

    /** The flow at hand is left where it is. */
    private void leaveStep() {
        if (step != null) {
            flows.watcher().left(here().flow(), step.name());
        }
    }

    private void giveUp(Caller caller) {
        if (caller.at != null) {
            flows.watcher().left(caller.frame.flow(), caller.at.name());
        }
    }

    /** Flows that wait for one that they called are given up, but for the one that began. */
    private void goBackToFirst() {
        while (!callers.isEmpty()) {
            goBackTo(callers.pop());
        }
    }

    /** Where a limit or a fault leads: to {@code on-error} of the flow that began, but once. */
    private Next rescue(String limit) {
        log.warn(
                "flow.limit script={} version={} flow={} limit={} steps={}",
                first.name(),
                version,
                here().flow().name(),
                limit,
                first.limits().steps() - stepsLeft);
        Optional<String> onError = first.rescue().onError();
        if (rescued || callerGone || onError.isEmpty()) {
            return sayLast(first.limits().apology(), FlowWatcher.Ending.LIMIT);
        }
        rescued = true;
        state.startLimits();
        return rescueAt(onError.get());
    }

    /** The caller hears nothing any more; what is left is what the flow does for itself. */
    private Next onHangUp() {
        callerGone = true;
        ending = FlowWatcher.Ending.CALLER;
        state.cancelTimers();
        if (step != null && step.whenCallerGone().isPresent()) {
            stepsLeft = STEPS_OF_RESCUE;
            return new Next.GoTo(Step.CALLER_GONE);
        }
        return first.rescue()
                .onHangUp()
                .filter(step -> !(current instanceof LastWordsRun))
                .map(this::rescueAt)
                .orElse(new Next.End(Cause.NORMAL_CLEARING));
    }

    private Next rescueAt(String name) {
        goBackToFirst();
        from = step == null ? from : step.name();
        exit = "";
        step = null;
        stepsLeft = STEPS_OF_RESCUE;
        return new Next.GoTo(name);
    }

    private Next goToFirst() {
        from = "";
        exit = FlowWatcher.START;
        step = null;
        return new Next.GoTo(here().flow().start());
    }

    private Next sayLast(String prompt, FlowWatcher.Ending how) {
        if (callerGone) {
            return new Next.End(Cause.NORMAL_CLEARING);
        }
        if (current instanceof LastWordsRun) {
            return Next.STAY;
        }
        ending = how;
        state.cancelTimers();
        current = new LastWordsRun(prompt);
        return current.enter(state);
    }

    /**
     * A flow that waits for one that it called.
     *
     * @param at the step that called
     */
    private record Caller(Frame frame, @Nullable Step at) {}
}
