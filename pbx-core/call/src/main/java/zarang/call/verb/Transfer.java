package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Words;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallTransferred;
import zarang.call.plan.Route;

/**
 * An agent hands the caller on: RFC 5589 §6 (blind) and §7 (attended). The caller hears music until
 * somebody has it, and loses nothing on the way: its talk goes on if the new one does not answer,
 * or the agent is rung again who is gone meanwhile, or it waits once more at the place that it had.
 *
 * <pre>
 *   Talk ◀ Transfer ◀ RingOut      the new one rings; the agent is there still, or has hung up
 *          Transfer ◀ RingOut      nobody answered and the agent has hung up: it is rung again
 *   Talk                           with the new one, or with the agent as before
 * </pre>
 */
final class Transfer implements Verb {
    /** As long as somebody who has just talked needs to be back at the phone. */
    private static final Duration CALL_BACK = Duration.ofSeconds(20);

    /** What a transfer that is under way when it comes to us may still ring. */
    private static final Duration ADOPTED = Duration.ofSeconds(30);

    private final CallState call;
    private final Talk talk;
    private final AgentId by;
    private final long wish;
    private final Counterpart to;

    /** Many phones hang up as soon as the transfer is under way. */
    private boolean transferorThere = true;

    private Transfer(CallState call, Talk talk, AgentId by, long wish, Counterpart to) {
        this.call = call;
        this.talk = talk;
        this.by = by;
        this.wish = wish;
        this.to = to;
    }

    /** Whoever the caller talks with wants to hand it on. */
    static void wanted(CallState call, Talk talk, LegEvent.TransferWanted event) {
        Optional<AgentId> by = talk.other().agent();
        if (by.isEmpty()
                || talk.isInTransfer()
                || !(event.target() instanceof TransferTarget.Dialled(String number))) {
            refuse(call, event.leg(), event.transfer(), Cause.CALL_REJECTED);
            return;
        }
        switch (call.plan.route(call.id, by.get(), number)) {
            case Route.Refused refused -> {
                call.write(new CallDialled(by.get(), Optional.empty(), refused.reason()));
                refuse(call, event.leg(), event.transfer(), refused.cause());
            }
            case Route.Leading route -> {
                Counterpart to = Counterpart.of(route, talk.other().queue());
                new Transfer(call, talk, by.get(), event.transfer(), to).blind(route);
            }
        }
    }

    /** Whom the agent has called already takes the caller over. */
    static void attended(CallState call, Talk talk, long wish, GivenParty party) {
        Optional<AgentId> by = talk.other().agent();
        Counterpart to = party.who().in(talk.other().queue());
        if (by.isEmpty() || talk.isInTransfer()) {
            refuse(call, talk.leg(), wish, Cause.CALL_REJECTED);
            call.hangUp(party.leg(), Cause.NORMAL_CLEARING);
            return;
        }
        Transfer transfer = new Transfer(call, talk, by.get(), wish, to);
        if (party.answered()) {
            transfer.takenOver(party.leg(), true);
        } else {
            transfer.begin();
            RingOut.adopt(call, party.leg(), to.role(), ADOPTED, transfer.new NewOne());
        }
    }

    static void refuse(CallState call, LegId leg, long wish, Cause cause) {
        call.engine(new LegCommand.TellTransfer(leg, wish, new TransferProgress.Failed(cause)));
    }

    private void blind(Route.Leading route) {
        begin();
        RingOut.begin(call, route, shown(), new NewOne());
    }

    private void begin() {
        talk.interrupt(() -> transferorThere = false);
        call.verbs.begin(this);
        tell(new TransferProgress.Trying());
    }

    private CallerShown shown() {
        return new CallerShown(
                call.caller.shownName(),
                call.caller.shownUser(),
                talk.other().queue(),
                Optional.of(call.caller.tier()));
    }

    private void tell(TransferProgress progress) {
        if (transferorThere) {
            call.engine(new LegCommand.TellTransfer(talk.leg(), wish, progress));
        }
    }

    private void takenOver(LegId leg, boolean attended) {
        tell(new TransferProgress.Done());
        call.write(new CallTransferred(Optional.of(by), to.agent(), attended));
        if (transferorThere) {
            talk.conclude();
        }
        new Talk(call, to, leg, talk.direction(), talk.after()).begin();
    }

    /** The new one is rung. */
    private final class NewOne implements RingOut.Then {
        @Override
        public void ringing(boolean audible) {
            tell(new TransferProgress.Ringing());
        }

        @Override
        public void answered(LegId leg) {
            call.write(new CallDialled(by, to.agent(), Words.of(DialOutcome.ANSWERED)));
            call.verbs.done(Transfer.this);
            takenOver(leg, false);
        }

        @Override
        public void failed(DialOutcome outcome) {
            call.write(new CallDialled(by, to.agent(), Words.of(outcome)));
            tell(new TransferProgress.Failed(outcome.cause()));
            if (transferorThere) {
                call.verbs.done(Transfer.this);
                talk.resume();
            } else {
                var back = new Route.Colleague(by, talk.other().phone(), CALL_BACK);
                RingOut.begin(call, back, shown(), new CallBack());
            }
        }
    }

    /** Nobody took the caller, and the agent is rung again. */
    private final class CallBack implements RingOut.Then {
        @Override
        public void answered(LegId leg) {
            call.verbs.done(Transfer.this);
            var again = new Counterpart.Colleague(by, talk.other().phone(), talk.other().queue());
            new Talk(call, again, leg, talk.direction(), talk.after()).begin();
        }

        @Override
        public void failed(DialOutcome outcome) {
            call.verbs.done(Transfer.this);
            talk.after().otherLost();
        }
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        return Optional.of(Result.SERVED);
    }
}
