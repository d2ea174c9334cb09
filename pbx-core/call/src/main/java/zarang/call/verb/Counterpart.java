package zarang.call.verb;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;
import zarang.call.fact.CallerWait;
import zarang.call.leg.LegRole;
import zarang.call.loop.Moment;
import zarang.call.plan.Route;
import zarang.call.queue.QueueCommand;

/** Whom a caller talks with, and what the floor and the journal hear of it. */
sealed interface Counterpart {
    /** An agent; empty for somebody outside. */
    Optional<AgentId> agent();

    /** The line that the caller waited in, in this call. */
    Optional<QueueName> queue();

    /** It is over, and had ended no wait. */
    default void ended(CallState call) {
        ended(call, Optional.empty());
    }

    /** Where it can be rung again. */
    DialTarget phone();

    /** The same in a call whose caller waited in {@code queue}. */
    Counterpart in(Optional<QueueName> queue);

    /** The talk begins. */
    void began(CallState call, Moment at);

    /**
     * It is over.
     *
     * @param served the wait that it had ended, if it had
     */
    void ended(CallState call, Optional<CallerWait> served);

    default LegRole role() {
        return agent().isPresent() ? LegRole.AGENT : LegRole.OUTSIDE;
    }

    /** Whom a route leads to. */
    static Counterpart of(Route.Leading route, Optional<QueueName> queue) {
        return switch (route) {
            case Route.Colleague to -> new Colleague(to.agent(), to.target(), queue);
            case Route.Outside to -> new Outsider(to.target(), queue);
        };
    }

    /** An agent whom the floor chose. */
    sealed interface ChosenAgent extends Counterpart {
        AgentOffer offer();

        @Override
        default Optional<AgentId> agent() {
            return Optional.of(offer().agent());
        }

        @Override
        default Optional<QueueName> queue() {
            return Optional.of(offer().queue());
        }

        @Override
        default DialTarget phone() {
            return offer().target();
        }

        @Override
        default Counterpart in(Optional<QueueName> queue) {
            return this;
        }

        @Override
        default void ended(CallState call, Optional<CallerWait> served) {
            AgentOffer offer = offer();
            call.queue(
                    new QueueCommand.TalkEnded(offer.subject(), offer.id(), offer.agent(), served));
        }
    }

    /** An agent whom the floor offered the caller. */
    record Offered(AgentOffer offer) implements ChosenAgent {
        @Override
        public void began(CallState call, Moment at) {
            call.queue(new QueueCommand.OfferAnswered(offer.subject(), offer.id(), offer.agent()));
            call.write(call.clock.waits().answered(offer.queue(), offer.agent(), at));
        }
    }

    /** An agent whom the floor offered somebody to call back: it took the offer before. */
    record Returning(AgentOffer offer) implements ChosenAgent {
        @Override
        public void began(CallState call, Moment at) {}
    }

    /** An agent whom another one called, or handed the caller on to. */
    record Colleague(AgentId who, DialTarget phone, Optional<QueueName> queue)
            implements Counterpart {
        @Override
        public Optional<AgentId> agent() {
            return Optional.of(who);
        }

        @Override
        public Counterpart in(Optional<QueueName> line) {
            return new Colleague(who, phone, line);
        }

        @Override
        public void began(CallState call, Moment at) {
            call.engage(who);
        }

        @Override
        public void ended(CallState call, Optional<CallerWait> served) {
            call.disengage(who);
        }
    }

    /** Somebody outside. */
    record Outsider(DialTarget phone, Optional<QueueName> queue) implements Counterpart {
        @Override
        public Optional<AgentId> agent() {
            return Optional.empty();
        }

        @Override
        public Counterpart in(Optional<QueueName> line) {
            return new Outsider(phone, line);
        }

        @Override
        public void began(CallState call, Moment at) {}

        @Override
        public void ended(CallState call, Optional<CallerWait> served) {}
    }
}
