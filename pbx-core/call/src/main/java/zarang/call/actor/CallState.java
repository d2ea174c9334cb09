package zarang.call.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.LegCommand;
import zarang.call.journal.CallFact;
import zarang.call.journal.CallTimes;
import zarang.call.loop.Moment;
import zarang.call.member.Member;
import zarang.call.recording.RecordedTalk;
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
    final Tier lowestTier;
    final ScriptRun run;
    final Moment startedAt;

    Phase phase = new Phase.InScript();
    Moment now;
    Optional<Member> member = Optional.empty();
    boolean talked;
    boolean scriptDone;
    Duration talk = Duration.ZERO;

    /** When the hotline answered. */
    private @Nullable Moment answeredAt;

    /** When the caller first began to wait: its place, for the life of the call. */
    private @Nullable Moment firstWait;

    /** When this wait began; null while the caller does not wait. */
    private @Nullable Moment waitingSince;

    private Duration waited = Duration.ZERO;

    /** What the caller had waited in a process that died. */
    private Duration carried = Duration.ZERO;

    /** Where the caller waited last. */
    Optional<QueueName> queue = Optional.empty();

    String music = "";
    String musicLanguage = "";
    long play;
    Sound sound = Sound.NONE;
    int recordings;

    final Queue<ScriptEvent> forScript = new ArrayDeque<>();
    private List<CallCommand> commands = new ArrayList<>();

    CallState(
            CallId id,
            LegId callerLeg,
            Optional<PhoneNumber> caller,
            Tier lowestTier,
            ScriptRun run,
            Moment now) {
        this.id = id;
        this.callerLeg = callerLeg;
        this.caller = caller;
        this.lowestTier = lowestTier;
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

    void play(Sound what, List<String> prompts, String language) {
        sound = what;
        engine(new LegCommand.Play(callerLeg, ++play, prompts, language, what == Sound.MUSIC));
    }

    void stopPlay() {
        sound = Sound.NONE;
        engine(new LegCommand.StopPlay(callerLeg));
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
        return member.map(Member::tier).orElse(lowestTier);
    }

    boolean answered() {
        return answeredAt != null;
    }

    void markAnswered() {
        answeredAt = now;
    }

    /** What a recording that begins now is of. */
    RecordedTalk recorded(QueueName where, AgentId agent) {
        return new RecordedTalk(
                where,
                agent,
                RecordedTalk.Direction.INBOUND,
                startedAt.at(),
                Optional.ofNullable(answeredAt).map(Moment::at),
                now.at());
    }

    /** Whether the caller has not waited yet in this call. */
    boolean isFirstWait() {
        return firstWait == null;
    }

    /**
     * A wait begins. Gives how long ago the first one of this call began, and what was carried over
     * from before it.
     */
    Duration beginWait(QueueName where) {
        queue = Optional.of(where);
        waitingSince = now;
        if (firstWait == null) {
            firstWait = now;
        }
        return now.since(firstWait).plus(carried);
    }

    /** The caller had waited already, since {@code since} by the wall clock. */
    void carry(Instant since) {
        Duration before = Duration.between(since, now.at());
        carried = before.isNegative() ? Duration.ZERO : before;
    }

    /** The wait is over, answered or not. Gives how long it was, in ms. */
    long endWait() {
        if (waitingSince == null) {
            return 0;
        }
        Duration wait = now.since(waitingSince);
        waitingSince = null;
        waited = waited.plus(wait);
        return wait.toMillis();
    }

    CallTimes times() {
        return new CallTimes(
                now.since(startedAt).toMillis(),
                answeredAt == null ? 0 : now.since(answeredAt).toMillis(),
                talk.toMillis(),
                waited.toMillis());
    }
}
