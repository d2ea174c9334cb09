package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Words;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallTransferred;
import zarang.call.plan.Route;

/**
 * An agent hands the caller on: RFC 5589 §6 (blind) and §7 (attended), or by keys. The caller hears
 * music until somebody has it, and loses nothing on the way: its talk goes on if the new one does
 * not answer, or the agent is rung again who is gone meanwhile, or it waits once more at the place
 * that it had.
 *
 * <pre>
 *   Talk ◀ Transfer ◀ RingOut      the new one rings; the agent is there still, or has hung up
 *   Talk ◀ Transfer ◀ Consult      the agent asks the new one, and may be back, or bring it in
 *          Transfer ◀ RingOut      nobody answered and the agent has hung up: it is rung again
 *   Talk                           with the new one, or with the agent as before
 * </pre>
 */
final class Transfer implements Verb, Successor {
    /** What a transfer that is under way when it comes to us may still ring. */
    private static final Duration ADOPTED = Duration.ofSeconds(30);

    private final CallState call;
    private final Talk talk;
    private final AgentId by;
    private final TransferAsked asked;
    private final Counterpart to;

    /** Many phones hang up as soon as the transfer is under way. */
    private boolean transferorThere = true;

    private @Nullable Consult consult;

    private Transfer(CallState call, Talk talk, AgentId by, TransferAsked asked, Counterpart to) {
        this.call = call;
        this.talk = talk;
        this.by = by;
        this.asked = asked;
        this.to = to;
    }

    /** An agent asked for it, who may talk with nobody by now. */
    static void asked(CallState call, TransferAsked asked, TransferTarget target) {
        Optional<Talk> talk =
                call.verbs
                        .find(Talk.class)
                        .filter(now -> now.leg().equals(asked.leg()))
                        .filter(now ->
                                now.successor().isEmpty() && now.other().agent().isPresent());
        if (talk.isPresent() && target instanceof TransferTarget.Dialled(String number)) {
            begin(call, talk.get(), asked, number);
        } else {
            call.tell(asked, new TransferProgress.Failed(Cause.CALL_REJECTED));
        }
    }

    private static void begin(CallState call, Talk talk, TransferAsked asked, String number) {
        AgentId by = talk.other().agent().orElseThrow();
        switch (call.numbers.route(call.id, by, number)) {
            case Route.Refused refused -> {
                call.write(new CallDialled(by, Optional.empty(), refused.reason()));
                call.tell(asked, new TransferProgress.Failed(refused.cause()));
            }
            case Route.Leading route -> {
                Counterpart to = Counterpart.of(route, talk.other().queue());
                new Transfer(call, talk, by, asked, to).ring(route);
            }
            case Route.Script script -> RunScript.handedTo(call, talk, script, asked);
            case Route.Place place -> Parked.at(call, talk, place, asked);
        }
    }

    /** Whom the agent has called already takes the caller over. */
    static void attended(CallState call, Talk talk, long wish, GivenParty party) {
        Optional<AgentId> by = talk.other().agent();
        Counterpart to = party.who().in(talk.other().queue());
        TransferAsked asked = new TransferAsked.ByPhone(talk.leg(), wish);
        if (by.isEmpty() || talk.successor().isPresent()) {
            call.tell(asked, new TransferProgress.Failed(Cause.CALL_REJECTED));
            call.hangUp(party.leg(), Cause.NORMAL_CLEARING);
            return;
        }
        Transfer transfer = new Transfer(call, talk, by.get(), asked, to);
        if (party.answered()) {
            transfer.takenOver(party.leg(), true);
        } else {
            transfer.begin();
            RingOut.adopt(call, party.leg(), to.role(), ADOPTED, transfer.new NewOne());
        }
    }

    /** Whether whom the caller talks with on {@code leg} may hand it on now. */
    static boolean canBeAsked(CallState call, LegId leg) {
        Optional<Talk> talk = call.verbs.find(Talk.class).filter(now -> now.successor().isEmpty());
        boolean byCaller =
                leg.equals(call.caller.leg())
                        && call.caller.agent().isPresent()
                        && call.verbs.find(CallOut.class).isPresent();
        return talk.filter(now ->
                        byCaller || (now.leg().equals(leg) && now.other().agent().isPresent()))
                .isPresent();
    }

    static void refuse(CallState call, LegId leg, long wish) {
        call.tell(
                new TransferAsked.ByPhone(leg, wish),
                new TransferProgress.Failed(Cause.CALL_REJECTED));
    }

    private void ring(Route.Leading route) {
        begin();
        RingOut.begin(call, route, call.caller.shown(talk.other().queue()).by(by), new NewOne());
    }

    private void begin() {
        talk.interrupt(this);
        call.verbs.begin(this);
        tell(new TransferProgress.Trying());
    }

    private void tell(TransferProgress progress) {
        if (transferorThere) {
            call.tell(asked, progress);
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

    @Override
    public void otherGone() {
        transferorThere = false;
        if (consult != null) {
            LegId leg = consult.handOver();
            call.verbs.done(this);
            takenOver(leg, true);
        }
    }

    @Override
    public boolean isConsulted() {
        return consult != null;
    }

    @Override
    public void back() {
        if (consult != null) {
            consult.hangUp();
            backToCaller();
        }
    }

    @Override
    public void conference() {
        if (consult != null) {
            LegId leg = consult.handOver();
            call.verbs.done(this);
            new Third(call, talk, to, leg).begin();
        }
    }

    private void backToCaller() {
        consult = null;
        call.verbs.done(this);
        talk.resume();
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
            if (transferorThere
                    && asked instanceof TransferAsked.ByKeys(var own, var first)
                    && first) {
                consult = Consult.begin(call, to, own, leg, Transfer.this::backToCaller);
            } else {
                call.verbs.done(Transfer.this);
                takenOver(leg, false);
            }
        }

        @Override
        public void failed(DialOutcome outcome) {
            call.write(new CallDialled(by, to.agent(), Words.of(outcome)));
            tell(new TransferProgress.Failed(outcome.cause()));
            if (transferorThere) {
                backToCaller();
            } else {
                CallBack.begin(call, talk, Transfer.this);
            }
        }
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        return Optional.of(Result.SERVED);
    }
}
