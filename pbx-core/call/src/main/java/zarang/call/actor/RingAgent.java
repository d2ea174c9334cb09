package zarang.call.actor;

import java.util.function.Supplier;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.journal.CallFact;
import zarang.call.member.Member;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;

/** An agent is reserved for the caller and rings; the caller still hears music. */
final class RingAgent {
    static final String TIMER = "ring";

    private final CallState call;
    private final Supplier<LegId> legs;

    RingAgent(CallState call, Supplier<LegId> legs) {
        this.call = call;
        this.legs = legs;
    }

    /**
     * An offer that finds the caller no longer waiting is not answered: the {@code Leave} that it
     * crossed has freed the agent.
     */
    void offered(QueueEvent.Offered offered) {
        if (!(call.phase instanceof Phase.Waiting waiting)) {
            return;
        }
        LegId agentLeg = legs.get();
        call.phase = new Phase.Ringing(waiting.queue(), offered.offer(), offered.agent(), agentLeg);
        call.engine(
                new LegCommand.Dial(
                        agentLeg,
                        call.callerLeg,
                        offered.target(),
                        call.member.map(Member::name).orElse(""),
                        call.caller.map(number -> number.e164()).orElse("anonymous")));
        call.command(new CallCommand.SetTimer(TIMER, offered.ringTimeout()));
        call.write(new CallFact.AgentOffered(waiting.queue(), offered.agent()));
    }

    void revoked(OfferId offer) {
        if (call.phase instanceof Phase.Ringing ringing && ringing.offer().equals(offer)) {
            letGo(call, ringing);
            notTaken(ringing, "revoked");
        }
    }

    void rangTooLong(Phase.Ringing ringing) {
        call.engine(new LegCommand.HangUp(ringing.agentLeg(), Cause.NO_ANSWER));
        failed(ringing, OfferFailure.NO_ANSWER, "no-answer");
    }

    void agentLegEnded(Phase.Ringing ringing, LegEvent.Ended ended) {
        call.command(new CallCommand.CancelTimer(TIMER));
        if (isDoNotDisturb(ended)) {
            failed(ringing, OfferFailure.REJECTED, "do-not-disturb");
            return;
        }
        switch (ended.cause()) {
            case USER_BUSY -> failed(ringing, OfferFailure.BUSY, "busy");
            case CALL_REJECTED -> failed(ringing, OfferFailure.REJECTED, "rejected");
            case NO_ANSWER -> failed(ringing, OfferFailure.NO_ANSWER, "no-answer");
            case UNALLOCATED_NUMBER,
                    NORMAL_CLEARING,
                    NO_USER_RESPONDING,
                    NOT_ACCEPTABLE,
                    TEMPORARY_FAILURE,
                    CONGESTION,
                    MEDIA_TIMEOUT,
                    SERVER_FAILURE,
                    INTERWORKING ->
                    failed(ringing, OfferFailure.UNREACHABLE, "unreachable");
        }
    }

    /** 480 is what phones say that are told not to disturb; one that is gone says nothing. */
    private static boolean isDoNotDisturb(LegEvent.Ended ended) {
        return ended.byRemote() && ended.sipStatus() == 480;
    }

    /** Stops the ringing; the floor is told by whoever calls. */
    static void letGo(CallState call, Phase.Ringing ringing) {
        call.command(new CallCommand.CancelTimer(TIMER));
        call.engine(new LegCommand.HangUp(ringing.agentLeg(), Cause.NORMAL_CLEARING));
    }

    private void failed(Phase.Ringing ringing, OfferFailure failure, String reason) {
        notTaken(ringing, reason);
        call.command(
                new CallCommand.Queue(
                        new QueueCommand.OfferFailed(
                                call.id, ringing.offer(), ringing.agent(), failure)));
    }

    private void notTaken(Phase.Ringing ringing, String reason) {
        call.phase = new Phase.Waiting(ringing.queue());
        call.write(new CallFact.OfferFailed(ringing.queue(), ringing.agent(), reason));
    }
}
