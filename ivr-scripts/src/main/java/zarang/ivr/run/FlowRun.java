package zarang.ivr.run;

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
import zarang.ivr.speech.Speech;
import zarang.ivr.step.AnswerRun;
import zarang.ivr.step.Next;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepExit;
import zarang.ivr.step.StepRun;

/**
 * One run of one version of a flow for one call: holds the place in the flow and dispatches; what a
 * step does is its verb's {@link StepRun}. Control loop.
 *
 * <p>The first step that the caller hears answers the call if no step did. Before that the phone
 * rings. Events that nobody waits for, timers that were cancelled and everything after the end are
 * ignored.
 */
public final class FlowRun implements ScriptRun {
    private static final Logger log = LoggerFactory.getLogger(FlowRun.class);
    private static final String KEYS = "0123456789*#ABCD";

    private final Flow flow;
    private final int version;
    private final RunState state;
    private final FlowWatcher watcher;
    private StepRun current;

    /** The step at hand; none before the first, and while the call is answered for the next. */
    private @Nullable Step step;

    private String from = "";
    private String exit = FlowWatcher.START;
    private FlowWatcher.Ending ending = FlowWatcher.Ending.FLOW;
    private int steps;
    private boolean started;
    private boolean ended;

    /** A run that nobody watches. */
    public FlowRun(Flow flow, int version, Optional<Speech> speech) {
        this(flow, version, speech, FlowWatcher.NONE);
    }

    public FlowRun(Flow flow, int version, Optional<Speech> speech, FlowWatcher watcher) {
        this.flow = flow;
        this.watcher = watcher;
        this.version = version;
        this.state = new RunState(flow.language(), flow.limits(), speech);
        this.current = new AnswerRun(flow.start());
    }

    @Override
    public String script() {
        return flow.name();
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public String language() {
        return flow.language();
    }

    /** The variables that are set now, by name. Some are secrets. */
    public Map<String, ScriptValue> variables() {
        return state.variables();
    }

    @Override
    public List<ScriptCommand> on(ScriptEvent event) {
        if (!ended) {
            follow(react(event));
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
            case ScriptEvent.DialEnded dialled -> current.on(event, state);
            case ScriptEvent.VoiceRecorded recorded -> current.on(event, state);
            case ScriptEvent.CallerGone gone -> {
                ending = FlowWatcher.Ending.CALLER;
                yield new Next.End(Cause.NORMAL_CLEARING);
            }
            case ScriptEvent.Stopping stopping ->
                    sayLast(flow.limits().closing(), FlowWatcher.Ending.STOPPED);
        };
    }

    private Next begin(ScriptEvent event) {
        if (!(event instanceof ScriptEvent.Started)) {
            return Next.STAY;
        }
        started = true;
        state.startLimits();
        return new Next.GoTo(flow.start());
    }

    private Next onTimer(String fired) {
        Optional<String> limit = state.flowTimer(fired);
        return limit.isPresent()
                ? apologise("flow-" + limit.get())
                : state.stepTimer(fired)
                        .map(timer -> current.onTimer(timer, state))
                        .orElse(Next.STAY);
    }

    private void follow(Next first) {
        Next next = first;
        while (next instanceof Next.GoTo(String way)) {
            state.cancelTimersOfStep();
            next = leave(way);
        }
        if (next instanceof Next.End(Cause cause)) {
            ended = true;
            state.cancelTimers();
            state.tell(new ScriptCommand.HangUp(cause));
            watcher.ended(flow, step == null ? from : step.name(), ending);
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
        Step next = flow.steps().get(name);
        if (next == null) {
            return apologise("no-such-step");
        }
        if (next.audible() && !state.answered()) {
            step = null;
            current = new AnswerRun(name);
            return current.enter(state);
        }
        steps++;
        if (steps > flow.limits().steps()) {
            return apologise("steps");
        }
        step = next;
        watcher.entered(flow, from, exit, name);
        current = next.run().begin();
        return current.enter(state);
    }

    private Next apologise(String limit) {
        log.warn(
                "flow.limit script={} version={} limit={} steps={}",
                flow.name(),
                version,
                limit,
                steps);
        return sayLast(flow.limits().apology(), FlowWatcher.Ending.LIMIT);
    }

    private Next sayLast(String prompt, FlowWatcher.Ending how) {
        if (current instanceof LastWordsRun) {
            return Next.STAY;
        }
        ending = how;
        state.cancelTimers();
        current = new LastWordsRun(prompt);
        return current.enter(state);
    }
}
