package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.BridgeId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Words;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallSupervised;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.plan.SupervisionMode;

/**
 * A supervisor is in a talk: it hears all, and is heard by nobody, by the agent alone, or by all.
 * It follows the caller to whoever talks with it next; when nobody does, it hears a short tone and
 * is let go. The floor offers it no caller meanwhile.
 */
final class Supervise implements Verb, LegOwner {
    /** In one talk. */
    static final int MOST = 4;

    private static final Duration RING = Duration.ofSeconds(20);

    private static final String BY_PHONE = "phone";

    private final CallState call;
    private final AgentId supervisor;
    private final SupervisedAgent whose;
    private final LegId leg;
    private final String timer;
    private SupervisionMode mode;

    /** Null while its phone rings, or is being answered. */
    private @Nullable BridgeId bridge;

    private boolean over;

    /**
     * @param wanted whose talk it is to be; empty: whoever talks with the caller
     * @param leg of its phone
     */
    Supervise(
            CallState call,
            AgentId supervisor,
            Optional<AgentId> wanted,
            SupervisionMode mode,
            LegId leg) {
        this.call = call;
        this.supervisor = supervisor;
        whose = new SupervisedAgent(call, wanted);
        this.mode = mode;
        this.leg = leg;
        timer = "supervise:" + leg;
    }

    /** Why it cannot be in the talk so; empty: it can. */
    Optional<SupervisionResult> against(SupervisionMode wish) {
        return whose.against(
                wish,
                call.verbs.beside(Supervise.class).stream()
                        .anyMatch(other -> !other.equals(this) && other.speaks()));
    }

    AgentId supervisor() {
        return supervisor;
    }

    /** Whether anybody hears it, or is about to. */
    boolean speaks() {
        return mode != SupervisionMode.LISTEN;
    }

    Supervision snapshot() {
        return new Supervision(supervisor, mode, bridge != null);
    }

    /** Rings its phone. */
    void ring(DialTarget phone, String by) {
        begin();
        call.setTimer(timer, RING);
        call.engine(new LegCommand.Dial(leg, call.caller.leg(), phone, whose.shown(mode)));
        wrote("asked", by);
    }

    /** Its phone has called. */
    void answer() {
        begin();
        call.engine(new LegCommand.Answer(leg));
    }

    private void begin() {
        call.verbs.begin(this);
        call.legs.take(leg, LegRole.SUPERVISOR, this);
        call.supervisors.add(leg);
    }

    @Override
    public boolean isForCaller() {
        return false;
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> answered();
            case LegEvent.Digit digit -> pressed(digit.digit());
            case LegEvent.Ended ended -> gone(ended);
            case LegEvent.TransferWanted wish -> call.cannotHandOn(wish);
            case LegEvent.Arrived _,
                    LegEvent.Ringing _,
                    LegEvent.PlayFinished _,
                    LegEvent.Held _,
                    LegEvent.AnsweredBy _ -> {}
        }
    }

    private void answered() {
        if (bridge != null) {
            return;
        }
        call.cancelTimer(timer);
        Optional<Talk> talk = whose.talk();
        if (talk.isEmpty()) {
            end(BY_PHONE);
        } else {
            call.engage(supervisor);
            join(talk.get());
            wrote("joined", BY_PHONE);
        }
    }

    /** The keys that Asterisk's ChanSpy has. */
    private void pressed(char key) {
        switch (key) {
            case '4' -> become(SupervisionMode.LISTEN, BY_PHONE);
            case '5' -> become(SupervisionMode.WHISPER, BY_PHONE);
            case '6' -> become(SupervisionMode.BARGE, BY_PHONE);
            default -> {}
        }
    }

    private void gone(LegEvent.Ended ended) {
        done();
        wrote(bridge == null ? Words.of(DialOutcome.of(ended)) : "left", BY_PHONE);
    }

    private void join(Talk talk) {
        bridge = talk.bridge();
        call.join(talk.bridge(), leg, whose.heardBy(mode));
    }

    /** Is in the talk in another way from here on. */
    SupervisionResult become(SupervisionMode wish, String by) {
        Optional<SupervisionResult> against = against(wish);
        if (against.isEmpty() && wish != mode) {
            mode = wish;
            whose.talk().filter(now -> bridge != null).ifPresent(this::join);
            wrote("changed", by);
        }
        return against.orElse(SupervisionResult.DONE);
    }

    /** The agent is let go, and the caller talks with the supervisor. */
    SupervisionResult takeOver(String by) {
        Runnable before =
                () -> {
                    wrote("taken-over", by);
                    over = true;
                    call.verbs.done(this);
                    call.supervisors.remove(leg);
                };
        return bridge == null
                ? SupervisionResult.NOT_IN_TALK // its phone rings still
                : whose.takenOver(supervisor, leg, before);
    }

    /** It is let go. */
    void end(String by) {
        letGo();
        wrote("left", by);
    }

    @Override
    public void onTimer(String which) {
        if (which.equals(timer)) {
            letGo();
            wrote(Words.of(DialOutcome.NO_ANSWER), BY_PHONE);
        }
    }

    /** By now it is certain what the caller is busy with. */
    @Override
    public void endTurn() {
        if (over || bridge == null) {
            return;
        }
        Optional<Talk> talk = whose.talk();
        if (talk.isPresent()) {
            talk.filter(now -> !now.bridge().equals(bridge)).ifPresent(this::join);
        } else if (call.verbs.find(Transfer.class).isEmpty()) {
            end(BY_PHONE);
        }
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        end(BY_PHONE);
        return Optional.empty();
    }

    /** Who has heard the talk hears a tone; who was rung is rung no more. */
    private void letGo() {
        done();
        if (bridge == null) {
            call.hangUp(leg, Cause.NORMAL_CLEARING);
        } else {
            call.farewell(leg);
        }
    }

    private void done() {
        over = true;
        call.cancelTimer(timer);
        call.verbs.done(this);
        call.disengage(supervisor);
    }

    private void wrote(String deed, String by) {
        call.write(new CallSupervised(supervisor, whose.agent(), Words.of(mode), deed, by));
    }
}
