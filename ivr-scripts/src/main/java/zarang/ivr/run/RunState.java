package zarang.ivr.run;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.ivr.model.FlowLimits;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.TypedAhead;
import zarang.ivr.variable.CallVariables;
import zarang.ivr.variable.Variable;

/** What a run knows, and the commands that the event at hand has led to so far. */
final class RunState implements StepTools {
    static final String TIME = "time";
    static final String IDLE = "idle";

    private final FlowLimits limits;
    private final FlowSet flows;
    private final RunTimers ofFlow = new RunTimers("flow");
    private final RunTimers ofStep = new RunTimers("step");
    private final TypedAhead typedAhead = new TypedAhead();
    private final RunVariables ofCall = new RunVariables();
    private Frame here;
    private List<ScriptCommand> commands = new ArrayList<>();
    private boolean answered;

    /** What {@link CallVariables} are made of when somebody asks. */
    private ScriptEvent.@Nullable Started began;

    RunState(FlowLimits limits, FlowSet flows, Frame here) {
        this.limits = limits;
        this.flows = flows;
        this.here = here;
    }

    /** The call begins. */
    void begin(ScriptEvent.Started start) {
        began = start;
        startLimits();
    }

    /** The flow at hand. */
    Frame here() {
        return here;
    }

    /** Goes on in another flow. */
    void move(Frame to) {
        here = to;
    }

    private RunVariables of(Variable variable) {
        return variable.ofCall() ? ofCall : here.own();
    }

    @Override
    public void tell(ScriptCommand command) {
        commands.add(command);
    }

    @Override
    public void play(List<String> prompts) {
        tell(new ScriptCommand.Play(prompts, language()));
    }

    @Override
    public void arm(String timer, Duration delay) {
        ofStep.arm(timer, delay, commands);
    }

    @Override
    public void cancel(String timer) {
        ofStep.cancel(timer, commands);
    }

    void cancelTimersOfStep() {
        ofStep.cancelAll(commands);
    }

    void cancelTimers() {
        ofFlow.cancelAll(commands);
        ofStep.cancelAll(commands);
    }

    /** Which of the flow's own timers ran out; empty if it is none that is set now. */
    Optional<String> flowTimer(String fired) {
        return ofFlow.fired(fired);
    }

    /** Which of the step's timers ran out; empty if it is none that is set now. */
    Optional<String> stepTimer(String fired) {
        return ofStep.fired(fired);
    }

    @Override
    public void startLimits() {
        ofFlow.arm(TIME, limits.time(), commands);
        ofFlow.arm(IDLE, limits.idle(), commands);
    }

    @Override
    public void suspendLimits() {
        ofFlow.cancelAll(commands);
    }

    void callerActed() {
        if (ofFlow.isRunning(IDLE)) {
            ofFlow.arm(IDLE, limits.idle(), commands);
        }
    }

    List<ScriptCommand> takeCommands() {
        List<ScriptCommand> taken = List.copyOf(commands);
        commands = new ArrayList<>();
        return taken;
    }

    @Override
    public Optional<Speech> speech() {
        return here.flow().speech().or(() -> flows.speech().apply(language()));
    }

    @Override
    public String language() {
        return here.flow().language();
    }

    @Override
    public ZoneId zone() {
        return flows.zone();
    }

    @Override
    public TypedAhead typedAhead() {
        return typedAhead;
    }

    @Override
    public Optional<ScriptValue> value(Variable variable) {
        return CallVariables.ALL.contains(variable)
                ? Optional.ofNullable(began).flatMap(start -> ofCallItself(variable, start))
                : of(variable).value(variable);
    }

    private Optional<ScriptValue> ofCallItself(Variable variable, ScriptEvent.Started start) {
        if (variable.equals(CallVariables.CALLER)) {
            return start.caller().map(number -> new ScriptValue.Text(number.e164()));
        }
        if (variable.equals(CallVariables.DIALLED)) {
            return start.dialled().map(ScriptValue.Text::new);
        }
        return Optional.of(new ScriptValue.Date(start.at().atZone(flows.zone()).toLocalDate()));
    }

    @Override
    public void set(Variable variable, ScriptValue value) {
        of(variable).set(variable, value);
    }

    @Override
    public void forget(Variable variable) {
        of(variable).forget(variable);
    }

    @Override
    public boolean answered() {
        return answered;
    }

    Map<String, ScriptValue> variables() {
        Map<String, ScriptValue> all = new TreeMap<>(ofCall.byName());
        all.putAll(here.own().byName());
        CallVariables.ALL.forEach(
                variable -> value(variable).ifPresent(v -> all.put(variable.name(), v)));
        return all;
    }

    void markAnswered() {
        answered = true;
    }
}
