package zarang.call.verb;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.engine.TransferProgress;
import zarang.call.fact.CallParked;
import zarang.call.plan.Route;

/**
 * The caller waits, with music, at a number that any agent may dial to have it. If none does in
 * time, whoever parked it is rung again.
 *
 * <pre>
 *   Parked
 *   Parked ◀ RingOut     nobody came in time: whoever parked it is rung
 * </pre>
 */
final class Parked implements Verb {
    private final CallState call;
    private final Talk talk;
    private final Route.Place place;
    private final String timer;

    private Parked(CallState call, Talk talk, Route.Place place) {
        this.call = call;
        this.talk = talk;
        this.place = place;
        timer = "park:" + place.number();
    }

    /** An agent hands the caller of {@code talk} on to a place, which may be taken. */
    static void at(CallState call, Talk talk, Route.Place place, TransferAsked asked) {
        if (!call.numbers.parking().take(place.number(), call.id)) {
            call.tell(asked, new TransferProgress.Failed(Cause.USER_BUSY));
            return;
        }
        call.tell(asked, new TransferProgress.Done());
        talk.conclude();
        AgentId by = talk.other().agent().orElseThrow();
        call.write(new CallParked(by, place.number()));
        Parked parked = new Parked(call, talk, place);
        call.verbs.begin(parked);
        call.engine(call.caller.hold());
        call.setTimer(parked.timer, place.longest());
    }

    /** The talk that it came from. */
    Talk talk() {
        return talk;
    }

    /** Nobody else finds it, and nobody else is rung: somebody is about to have it. */
    void found() {
        call.cancelTimer(timer);
        free();
    }

    @Override
    public void onTimer(String which) {
        if (which.equals(timer)) {
            free();
            CallBack.begin(call, talk, this);
        }
    }

    private void free() {
        call.numbers.parking().free(place.number(), call.id);
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        found();
        return Optional.of(Result.SERVED);
    }
}
