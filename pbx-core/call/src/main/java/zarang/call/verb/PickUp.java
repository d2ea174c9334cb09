package zarang.call.verb;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallTransferred;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;

/**
 * An agent's phone calls to have a caller who is in a call already: one who is parked, or one who
 * talks with, or is rung for, somebody else (RFC 3891, Replaces). The caller hears what it heard
 * before until the phone's leg is answered.
 */
public final class PickUp implements Verb, LegOwner {
    private final CallState call;
    private final AgentId by;
    private final LegId leg;
    private final Source source;

    /** From where the caller is taken. */
    private sealed interface Source {
        record Place(Parked parked) implements Source {}

        record Other(Talk talk) implements Source {}

        record Ringing(WaitInQueue queue) implements Source {}
    }

    private PickUp(CallState call, AgentId by, LegId leg, Source source) {
        this.call = call;
        this.by = by;
        this.leg = leg;
        this.source = source;
    }

    /**
     * Has the caller who is parked in a call.
     *
     * @param leg of the phone of {@code by}; it arrived and was told nothing yet
     */
    public static VerbStart parked(LegId leg, AgentId by) {
        return call ->
                begin(
                        call,
                        by,
                        leg,
                        call.verbs
                                .find(Parked.class)
                                .filter(call.verbs::isInFront)
                                .map(Source.Place::new));
    }

    /** Takes the place of {@code replaced}, which rings or talks. */
    public static VerbStart insteadOf(LegId replaced, LegId leg, AgentId by) {
        return call -> {
            Optional<Source> talk =
                    call.verbs
                            .find(Talk.class)
                            .filter(now -> now.leg().equals(replaced) && now.successor().isEmpty())
                            .map(Source.Other::new);
            Optional<Source> ringing =
                    call.verbs
                            .find(RingAgent.class)
                            .filter(now -> now.leg().equals(replaced))
                            .flatMap(now -> call.verbs.find(WaitInQueue.class))
                            .map(Source.Ringing::new);
            begin(call, by, leg, talk.or(() -> ringing));
        };
    }

    private static void begin(
            CallState call, AgentId by, LegId leg, Optional<? extends Source> source) {
        if (source.isEmpty()) {
            call.engine(new LegCommand.Reject(leg, Cause.CALL_REJECTED));
            return;
        }
        PickUp pickUp = new PickUp(call, by, leg, source.get());
        if (source.get() instanceof Source.Place(Parked parked)) {
            parked.found();
        }
        call.verbs.begin(pickUp);
        call.legs.take(leg, LegRole.AGENT, pickUp);
        call.engine(new LegCommand.Answer(leg));
    }

    @Override
    public boolean isForCaller() {
        return false;
    }

    @Override
    public void on(LegEvent event) {
        if (event instanceof LegEvent.Answered) {
            answered();
        } else if (event instanceof LegEvent.Ended) {
            call.verbs.done(this);
            if (source instanceof Source.Place(Parked parked)) {
                CallBack.begin(call, parked.talk(), parked);
            }
        }
    }

    private void answered() {
        call.verbs.done(this);
        DialTarget phone = new DialTarget.Registered(by.value());
        switch (source) {
            case Source.Place(Parked parked) -> {
                call.verbs.done(parked);
                takes(parked.talk(), phone);
            }
            case Source.Other(Talk talk) -> {
                if (!call.verbs.isUnderWay(talk) || talk.successor().isPresent()) {
                    tooLate();
                } else {
                    talk.conclude();
                    takes(talk, phone);
                }
            }
            case Source.Ringing(WaitInQueue queue) -> {
                if (call.verbs.isUnderWay(queue)) {
                    queue.pickedUp(by, phone, leg);
                } else {
                    tooLate();
                }
            }
        }
    }

    private void takes(Talk talk, DialTarget phone) {
        call.write(new CallTransferred(talk.other().agent(), Optional.of(by), false));
        Counterpart colleague = new Counterpart.Colleague(by, phone, talk.other().queue());
        new Talk(call, colleague, leg, talk.direction(), talk.after()).begin();
    }

    /** While the phone was being answered, the caller was helped, or handed on. */
    private void tooLate() {
        call.hangUp(leg, Cause.NORMAL_CLEARING);
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        call.hangUp(leg, Cause.NORMAL_CLEARING);
        return Optional.empty();
    }
}
