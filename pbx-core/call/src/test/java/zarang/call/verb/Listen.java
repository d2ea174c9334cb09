package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;

/**
 * A supervisor listens to a talk; on a key it whispers to the agent, on another all hear it. A verb
 * that only this test tree knows: it shows what a new one needs, and that is this file.
 */
public final class Listen implements Verb, LegOwner {
    public static final LegRole SUPERVISOR = new LegRole("supervisor");

    private static final String TIMER = "listen";

    private final CallState call;
    private final BridgeId bridge;
    private final LegId leg;

    private Listen(CallState call, BridgeId bridge) {
        this.call = call;
        this.bridge = bridge;
        leg = call.legs.open(SUPERVISOR, this);
    }

    /** Rings a supervisor, if the caller is in a bridge. */
    public static VerbStart by(DialTarget supervisor) {
        return call ->
                call.bridges
                        .of(call.caller.leg())
                        .ifPresent(bridge -> new Listen(call, bridge).begin(supervisor));
    }

    private void begin(DialTarget supervisor) {
        call.verbs.begin(this);
        call.engine(
                new LegCommand.Dial(
                        leg, call.caller.leg(), supervisor, CallerShown.of("", "listen")));
        call.setTimer(TIMER, Duration.ofSeconds(20));
    }

    @Override
    public boolean isForCaller() {
        return false;
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> {
                call.cancelTimer(TIMER);
                call.join(bridge, leg, new Audience.Nobody());
            }
            case LegEvent.Digit digit -> call.join(bridge, leg, audience(digit.digit()));
            case LegEvent.Ended ended -> done();
            case LegEvent.Arrived arrived -> {}
            case LegEvent.Ringing ringing -> {}
            case LegEvent.PlayFinished finished -> {}
            case LegEvent.Held held -> {}
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.TransferWanted wish -> {}
        }
    }

    private Audience audience(char key) {
        return switch (key) {
            case '1' ->
                    call.legs
                            .find(LegRole.AGENT, call.bridges.legs(bridge))
                            .<Audience>map(agent -> new Audience.Only(Set.of(agent)))
                            .orElseGet(Audience.Nobody::new);
            case '2' -> new Audience.Everyone();
            default -> new Audience.Nobody();
        };
    }

    @Override
    public void onTimer(String timer) {
        if (timer.equals(TIMER)) {
            letGo();
            done();
        }
    }

    @Override
    public void onBridgeClosed(BridgeId closed) {
        if (closed.equals(bridge)) {
            letGo();
            done();
        }
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        letGo();
        return Optional.empty();
    }

    private void letGo() {
        call.cancelTimer(TIMER);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
    }

    private void done() {
        call.cancelTimer(TIMER);
        call.verbs.done(this);
    }
}
