package zarang.call.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import zarang.call.CallId;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.call.engine.LegCommand;
import zarang.call.journal.CallFact;
import zarang.call.member.Member;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;

/**
 * Everything a call knows, and the commands of the turn that is under way. Only the verbs of this
 * package touch it.
 */
final class CallState {
    final CallId id;
    final LegId callerLeg;
    final Optional<PhoneNumber> caller;
    final ScriptRun run;
    final Instant startedAt;

    Phase phase = new Phase.InScript();
    Instant now;
    Optional<Member> member = Optional.empty();
    boolean answered;

    /** When the hotline answered. */
    @Nullable Instant answeredAt;

    boolean talked;
    boolean scriptDone;
    Duration talk = Duration.ZERO;

    /** When the caller first began to wait: its place, for the life of the call. */
    @Nullable Instant waitingSince;

    String music = "";
    String musicLanguage = "";
    long play;
    boolean scriptPlays;
    int recordings;

    final Queue<ScriptEvent> forScript = new ArrayDeque<>();
    private List<CallCommand> commands = new ArrayList<>();

    CallState(
            CallId id, LegId callerLeg, Optional<PhoneNumber> caller, ScriptRun run, Instant now) {
        this.id = id;
        this.callerLeg = callerLeg;
        this.caller = caller;
        this.run = run;
        this.startedAt = now;
        this.now = now;
    }

    void command(CallCommand command) {
        commands.add(command);
    }

    void engine(LegCommand command) {
        commands.add(new CallCommand.Engine(command));
    }

    void write(CallFact fact) {
        commands.add(new CallCommand.Write(fact));
    }

    List<CallCommand> takeCommands() {
        List<CallCommand> taken = commands;
        commands = new ArrayList<>();
        return taken;
    }

    boolean over() {
        return phase instanceof Phase.Over;
    }

    Tier tier() {
        return member.map(Member::tier).orElse(Tier.BRONZE);
    }

    /** From the answer to now. */
    long connectedMs() {
        return answeredAt == null ? 0 : Duration.between(answeredAt, now).toMillis();
    }

    long waitedMs() {
        return waitingSince == null ? 0 : Duration.between(waitingSince, now).toMillis();
    }
}
