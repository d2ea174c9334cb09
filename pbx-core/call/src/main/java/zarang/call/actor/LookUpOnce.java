package zarang.call.actor;

import java.util.function.Consumer;
import zarang.call.loop.ControlLoop;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;
import zarang.call.verb.CallCommand;

/** Takes the first of two results: the directory's or the limit's. Control loop. */
final class LookUpOnce {
    private static final String TIMER = "look-up";

    private final CallTimers timers;
    private final Consumer<MemberLookup> then;
    private boolean done;

    private LookUpOnce(CallTimers timers, Consumer<MemberLookup> then) {
        this.timers = timers;
        this.then = then;
    }

    /**
     * Asks {@code members}.
     *
     * @param timers the call's, which are cancelled at its end
     * @param then gets the result, on the loop, within the limit
     */
    static void ask(
            CallCommand.LookUp lookUp,
            MemberDirectory members,
            ControlLoop loop,
            CallTimers timers,
            Consumer<MemberLookup> then) {
        LookUpOnce once = new LookUpOnce(timers, then);
        timers.set(TIMER, lookUp.limit(), () -> once.complete(new MemberLookup.TimedOut()));
        members.find(lookUp.number())
                .whenComplete((result, failure) ->
                        loop.post(() ->
                                once.complete(
                                        failure == null
                                                ? result
                                                : new MemberLookup.Failed(failure.toString()))));
    }

    private void complete(MemberLookup result) {
        if (!done) {
            done = true;
            timers.cancel(TIMER);
            then.accept(result);
        }
    }
}
