package zarang.ivr.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptValue;
import zarang.ivr.model.FlowLimits;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.TypedAhead;
import zarang.ivr.variable.Variable;

/** What a run knows, and the commands that the event at hand has led to so far. */
final class RunState implements StepTools {
    static final String TIME = "time";
    static final String IDLE = "idle";

    private final String language;
    private final FlowLimits limits;
    private final Optional<Speech> speech;
    private final RunTimers ofFlow = new RunTimers("flow");
    private final RunTimers ofStep = new RunTimers("step");
    private final TypedAhead typedAhead = new TypedAhead();
    private final RunVariables variables = new RunVariables();
    private List<ScriptCommand> commands = new ArrayList<>();
    private boolean answered;

    RunState(String language, FlowLimits limits, Optional<Speech> speech) {
        this.language = language;
        this.limits = limits;
        this.speech = speech;
    }

    @Override
    public void tell(ScriptCommand command) {
        commands.add(command);
    }

    @Override
    public void play(List<String> prompts) {
        tell(new ScriptCommand.Play(prompts, language));
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
    public List<String> spoken(BigDecimal number) {
        return speech.map(s -> s.number(number)).orElse(List.of());
    }

    @Override
    public String language() {
        return language;
    }

    @Override
    public TypedAhead typedAhead() {
        return typedAhead;
    }

    @Override
    public Optional<ScriptValue> value(Variable variable) {
        return variables.value(variable);
    }

    @Override
    public void set(Variable variable, ScriptValue value) {
        variables.set(variable, value);
    }

    @Override
    public boolean answered() {
        return answered;
    }

    Map<String, ScriptValue> variables() {
        return variables.byName();
    }

    void markAnswered() {
        answered = true;
    }
}
