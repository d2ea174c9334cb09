package zarang.ivr.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.member.Member;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptCommand;
import zarang.ivr.model.FlowLimits;
import zarang.ivr.speech.NumberSpeech;

/** What a run knows, and the commands that the event at hand has led to so far. */
final class RunState {
    private final String language;
    private final FlowLimits limits;
    private final Optional<NumberSpeech> speech;
    private final RunTimers timers = new RunTimers();
    private final TypedAhead typedAhead = new TypedAhead();
    private List<ScriptCommand> commands = new ArrayList<>();
    private Optional<Member> member = Optional.empty();
    private MemberLookup lookup = new MemberLookup.Unknown();
    private boolean answered;

    RunState(String language, FlowLimits limits, Optional<NumberSpeech> speech) {
        this.language = language;
        this.limits = limits;
        this.speech = speech;
    }

    void tell(ScriptCommand command) {
        commands.add(command);
    }

    void play(List<String> prompts) {
        tell(new ScriptCommand.Play(prompts, language));
    }

    void arm(TimerKind kind, Duration delay) {
        timers.arm(kind, delay, commands);
    }

    void cancel(TimerKind kind) {
        timers.cancel(kind, commands);
    }

    void cancelTimers() {
        timers.cancelAll(commands);
    }

    Optional<TimerKind> fired(String timer) {
        return timers.fired(timer);
    }

    /** The flow's own limits count from now: at the start and after a queue. */
    void startLimits() {
        arm(TimerKind.FLOW_TIME, limits.time());
        arm(TimerKind.FLOW_IDLE, limits.idle());
    }

    /** The flow's limits do not count in a queue or in a talk. */
    void suspendLimits() {
        cancel(TimerKind.FLOW_TIME);
        cancel(TimerKind.FLOW_IDLE);
    }

    void callerActed() {
        if (timers.isRunning(TimerKind.FLOW_IDLE)) {
            arm(TimerKind.FLOW_IDLE, limits.idle());
        }
    }

    List<ScriptCommand> takeCommands() {
        List<ScriptCommand> taken = List.copyOf(commands);
        commands = new ArrayList<>();
        return taken;
    }

    /** The prompts for a number; none in a language without number speech. */
    List<String> spoken(BigDecimal number) {
        return speech.map(s -> s.say(number)).orElse(List.of());
    }

    String language() {
        return language;
    }

    TypedAhead typedAhead() {
        return typedAhead;
    }

    Optional<Member> member() {
        return member;
    }

    /** What the last look-up came to; a member found before stays. */
    MemberLookup lookup() {
        return lookup;
    }

    void lookedUp(MemberLookup result) {
        lookup = result;
        if (result instanceof MemberLookup.Found found) {
            member = Optional.of(found.member());
        }
    }

    boolean answered() {
        return answered;
    }

    void markAnswered() {
        answered = true;
    }
}
