package zarang.routing.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentWish;
import zarang.routing.estimate.LearntPace;

/** What happens to the floor. */
public sealed interface FloorEvent {
    /** A call spoke. Its times are on the dispatcher's clock. */
    record CallSaid(QueueCommand command) implements FloorEvent {}

    /**
     * The agent's phone registered, first or anew. It ends rest, and {@code NotReady} for missed
     * offers; a pause and a log-out that were asked for stay. Unknown agents are none of the
     * floor's.
     */
    record AgentReachable(AgentId agent) implements FloorEvent {}

    /** The agent's last registration is gone. A talk goes on; an offer does not. */
    record AgentUnreachable(AgentId agent) implements FloorEvent {}

    /** An agent is to do something; unknown agents are none of the floor's. */
    record AgentAsked(AgentRequest request) implements FloorEvent {}

    /** Somebody wants something of one who waits; nothing, if it cannot be. */
    record LineAsked(LineRequest request) implements FloorEvent {}

    /**
     * What agents were asked before this process decided.
     *
     * @param wishes those that {@link AgentWish#stands}; who is not named takes callers
     */
    record Stood(Map<AgentId, AgentWish> wishes) implements FloorEvent {
        public Stood {
            wishes = Map.copyOf(wishes);
        }
    }

    /** How fast queues moved under whoever decided before. */
    record Learnt(Map<QueueName, LearntPace> paces) implements FloorEvent {
        public Learnt {
            paces = Map.copyOf(paces);
        }
    }

    /**
     * The floor is set otherwise; see {@link Reform}. Refused before, if it cannot be: {@link
     * Dispatcher#refusals}.
     */
    record Changed(FloorSettings settings) implements FloorEvent {}

    /** The lease that {@link Decision.Reserve} asked for is held, or may be taken as held. */
    record Reserved(OfferId offer) implements FloorEvent {}

    /** Another process holds the agent: instead of {@link Reserved}, or at any time after it. */
    record LeaseLost(OfferId offer) implements FloorEvent {}

    /**
     * Another process decides from now on: nobody waits here, nobody is offered anything, and it is
     * known of agents only whether they can be rung. What rings and talks goes on under the other.
     */
    record PutAway() implements FloorEvent {}

    /**
     * Callers whom another process had until now, or who were told of before: they wait, ring and
     * talk on where they are.
     *
     * @param known who of the same node were there before; those not among {@code callers} are gone
     */
    record Carried(Set<Subject> known, List<CarriedCaller> callers) implements FloorEvent {
        public Carried {
            known = Set.copyOf(known);
            callers = List.copyOf(callers);
        }
    }

    /** From now on it is decided here; everybody who was carried here before keeps its place. */
    record Opened() implements FloorEvent {}

    /** Nothing but time has passed. */
    record TimePassed() implements FloorEvent {}
}
