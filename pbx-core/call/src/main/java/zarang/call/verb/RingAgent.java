package zarang.call.verb;

import java.util.Optional;
import java.util.function.Consumer;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.AgentOffered;
import zarang.call.fact.OfferFailed;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;

/**
 * An agent is reserved for the caller and rings; the caller still waits and hears music. Several do
 * at once in a queue that rings all: the first to answer has the caller.
 */
final class RingAgent implements Verb, LegOwner {
    private final CallState call;
    private final AgentOffer offer;
    private final Consumer<LegId> whenAnswered;
    private final Runnable whenNotTaken;
    private final LegId leg;
    private final String timer;

    /**
     * @param whenAnswered gets the agent's leg, which is its to own
     */
    RingAgent(CallState call, AgentOffer offer, Consumer<LegId> whenAnswered) {
        this(call, offer, whenAnswered, () -> {});
    }

    /**
     * The same.
     *
     * @param whenNotTaken runs if the offer came to nothing, once the floor is told
     */
    RingAgent(
            CallState call, AgentOffer offer, Consumer<LegId> whenAnswered, Runnable whenNotTaken) {
        this.call = call;
        this.offer = offer;
        this.whenAnswered = whenAnswered;
        this.whenNotTaken = whenNotTaken;
        leg = call.legs.open(LegRole.AGENT, this);
        timer = "ring:" + leg;
    }

    LegId leg() {
        return leg;
    }

    AgentId agent() {
        return offer.agent();
    }

    void begin(QueueEvent.Offered offered) {
        begin(offered, call.caller.shown(Optional.of(offer.queue())));
    }

    /** The same, and the phone shows {@code shown}. */
    void begin(QueueEvent.Offered offered, CallerShown shown) {
        call.verbs.begin(this);
        call.engine(new LegCommand.Dial(leg, call.caller.leg(), offered.target(), shown));
        call.setTimer(timer, offered.ringTimeout());
        call.write(new AgentOffered(offer.queue(), offer.agent()));
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> {
                call.cancelTimer(timer);
                call.verbs.done(this);
                whenAnswered.accept(leg);
            }
            case LegEvent.Ended ended -> ended(ended);
            case LegEvent.Ringing rings -> {}
            case LegEvent.Arrived arrived -> {}
            case LegEvent.Digit digit -> {}
            case LegEvent.PlayFinished finished -> {}
            case LegEvent.Held held -> {}
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.TransferWanted wish -> {}
        }
    }

    @Override
    public void on(QueueEvent event) {
        if (event instanceof QueueEvent.OfferRevoked revoked
                && revoked.offer().equals(offer.id())) {
            letGo(Cause.NORMAL_CLEARING);
            notTaken(OfferFailed.REVOKED);
            whenNotTaken.run();
        }
    }

    @Override
    public void onTimer(String which) {
        if (which.equals(timer)) {
            call.hangUp(leg, Cause.NO_ANSWER);
            failed(OfferFailure.NO_ANSWER, "no-answer");
        }
    }

    /** The verb that waits tells the floor. */
    @Override
    public Optional<Result> leave(Leaving why) {
        if (why == Leaving.ANSWERED_ELSEWHERE) {
            letGo(Cause.ANSWERED_ELSEWHERE);
            call.write(new OfferFailed(offer.queue(), offer.agent(), OfferFailed.ELSEWHERE));
        } else {
            letGo(Cause.NORMAL_CLEARING);
        }
        return Optional.empty();
    }

    private void ended(LegEvent.Ended ended) {
        call.cancelTimer(timer);
        if (ended.outcome() == LegOutcome.DO_NOT_DISTURB) {
            failed(OfferFailure.REJECTED, "do-not-disturb");
            return;
        }
        switch (DialOutcome.of(ended)) {
            case BUSY -> failed(OfferFailure.BUSY, "busy");
            case REJECTED -> failed(OfferFailure.REJECTED, "rejected");
            case NO_ANSWER -> failed(OfferFailure.NO_ANSWER, "no-answer");
            case UNREACHABLE, ANSWERED, CANCELLED ->
                    failed(OfferFailure.UNREACHABLE, "unreachable");
        }
    }

    private void letGo(Cause cause) {
        call.cancelTimer(timer);
        call.hangUp(leg, cause);
    }

    private void failed(OfferFailure failure, String reason) {
        notTaken(reason);
        call.queue(
                new QueueCommand.OfferFailed(offer.subject(), offer.id(), offer.agent(), failure));
        whenNotTaken.run();
    }

    private void notTaken(String reason) {
        call.verbs.done(this);
        call.write(new OfferFailed(offer.queue(), offer.agent(), reason));
    }
}
