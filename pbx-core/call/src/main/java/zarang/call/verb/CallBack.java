package zarang.call.verb;

import java.time.Duration;
import zarang.call.LegId;
import zarang.call.plan.Route;

/**
 * Nobody took the caller over, and whoever handed it on has hung up: that one is rung again, and if
 * it does not answer, it is as if it had been lost in its talk.
 */
final class CallBack implements RingOut.Then {
    /** As long as somebody who has just talked needs to be back at the phone. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CallState call;
    private final Talk talk;
    private final Verb until;

    private CallBack(CallState call, Talk talk, Verb until) {
        this.call = call;
        this.talk = talk;
        this.until = until;
    }

    /**
     * Rings whom the caller talked with in {@code talk}, which is over.
     *
     * @param until what the caller is busy with meanwhile, done with either outcome
     */
    static void begin(CallState call, Talk talk, Verb until) {
        talk.other()
                .agent()
                .ifPresent(agent ->
                        RingOut.begin(
                                call,
                                new Route.Colleague(agent, talk.other().phone(), LIMIT),
                                call.caller.shown(talk.other().queue()),
                                new CallBack(call, talk, until)));
    }

    @Override
    public void answered(LegId leg) {
        call.verbs.done(until);
        Counterpart again =
                new Counterpart.Colleague(
                        talk.other().agent().orElseThrow(),
                        talk.other().phone(),
                        talk.other().queue());
        new Talk(call, again, leg, talk.direction(), talk.after()).begin();
    }

    @Override
    public void failed(DialOutcome outcome) {
        call.verbs.done(until);
        talk.after().otherLost();
    }
}
