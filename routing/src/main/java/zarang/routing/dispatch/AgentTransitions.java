package zarang.routing.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.LogOutReason;
import zarang.routing.agent.AgentState.LoggedOut;
import zarang.routing.agent.AgentState.NotReady;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.agent.AgentState.RestReason;
import zarang.routing.agent.AgentState.Resting;
import zarang.routing.agent.AgentState.WrapUp;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;

/** What an agent does when it is not with a caller. */
final class AgentTransitions {
    private final FloorState floor;
    private final Matching matching;

    AgentTransitions(FloorState floor, Matching matching) {
        this.floor = floor;
        this.matching = matching;
    }

    /** Free from now on, if its phone can be rung. */
    void free(Agent agent) {
        idle(agent, floor.now());
    }

    /** An offer came to nothing through no fault of the agent: its place among the idle stays. */
    void backToIdle(Agent agent) {
        idle(agent, agent.state() instanceof Reserved(_, var since) ? since : floor.now());
    }

    /** Whatever it was in is over: it does what it was asked, or takes callers. */
    private void idle(Agent agent, Instant since) {
        AgentState next =
                switch (agent.standing()) {
                    case AgentWish.LogOut _ -> new LoggedOut(LogOutReason.CHOSEN, Optional.empty());
                    case AgentWish _ when !agent.isReachable() -> new LoggedOut();
                    case AgentWish.Pause(var reason) -> new NotReady(reason, Optional.empty());
                    case AgentWish.Ready _, AgentWish.MoreWrapUp _ -> new Available(since);
                };
        floor.become(agent, next, agent.takeAsker());
        matching.forAgent(agent);
    }

    private static boolean takesCallers(AgentWish wish) {
        return wish instanceof AgentWish.Ready;
    }

    /** Its phone is gone. A wrap-up goes on all the same: the phone may be back before its end. */
    void logOut(Agent agent) {
        floor.become(
                agent,
                new LoggedOut(
                        LogOutReason.NO_PHONE,
                        agent.state() instanceof WrapUp wrapUp
                                ? Optional.of(wrapUp)
                                : Optional.empty()));
    }

    /** Its phone is there, first or anew: what it still owes comes before callers. */
    void logIn(Agent agent) {
        if (agent.state() instanceof LoggedOut(_, Optional<WrapUp> owed) && owed.isPresent()) {
            floor.become(agent, owed.get());
        } else {
            free(agent);
        }
    }

    void wrapUp(Agent agent, OfferId offer, Duration span) {
        if (span.isZero()) {
            free(agent);
            return;
        }
        WrapUp wrapUp = new WrapUp(offer, floor.now().plus(span));
        floor.become(
                agent,
                agent.isReachable()
                        ? wrapUp
                        : new LoggedOut(LogOutReason.NO_PHONE, Optional.of(wrapUp)));
    }

    void restAfter(Agent agent, OfferFailure failure) {
        RestSettings rest = floor.settings.rest();
        Duration span = rest.after(failure);
        if (rest.isMiss(failure) && agent.missed() >= rest.misses()) {
            if (takesCallers(agent.standing()) && agent.settings().contact().isEmpty()) {
                floor.become(
                        agent,
                        new NotReady(
                                PauseReason.MISSED_OFFERS,
                                Optional.of(floor.now().plus(rest.notReady()))));
                return;
            }
            span = rest.fixedContact();
        }
        rest(agent, reason(failure), span);
    }

    void restTaken(Agent agent) {
        rest(agent, RestReason.TAKEN_ELSEWHERE, floor.settings.rest().takenElsewhere());
    }

    /** Left alone for a while; one who was asked to do something else does that. */
    private void rest(Agent agent, RestReason reason, Duration span) {
        if (!takesCallers(agent.standing())) {
            free(agent);
            return;
        }
        floor.become(agent, new Resting(reason, floor.now().plus(span)));
    }

    private static RestReason reason(OfferFailure failure) {
        return switch (failure) {
            case NO_ANSWER -> RestReason.NO_ANSWER;
            case BUSY -> RestReason.BUSY;
            case REJECTED -> RestReason.REJECTED;
            case UNREACHABLE -> RestReason.UNREACHABLE;
        };
    }
}
