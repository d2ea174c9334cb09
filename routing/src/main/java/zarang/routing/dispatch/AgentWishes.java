package zarang.routing.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import zarang.call.AgentId;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.Engaged;
import zarang.routing.agent.AgentState.LogOutReason;
import zarang.routing.agent.AgentState.LoggedOut;
import zarang.routing.agent.AgentState.NotReady;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.agent.AgentState.Resting;
import zarang.routing.agent.AgentState.WrapUp;
import zarang.routing.agent.AgentWish;

/** What agents are asked to do: at once, or as soon as they have finished what they are in. */
final class AgentWishes {
    private final FloorState floor;
    private final AgentTransitions transitions;

    AgentWishes(FloorState floor, AgentTransitions transitions) {
        this.floor = floor;
        this.transitions = transitions;
    }

    void asked(AgentRequest request) {
        floor.roster.find(request.agent()).ifPresent(agent -> asked(agent, request));
    }

    private void asked(Agent agent, AgentRequest request) {
        agent.seen();
        if (request.wish() instanceof AgentWish.MoreWrapUp more) {
            prolong(agent, more.span());
        } else {
            agent.setStanding(request.wish(), request.by());
            obey(agent);
        }
    }

    /** What agents were asked before somebody else decided; who is not named was asked nothing. */
    void stand(Map<AgentId, AgentWish> wishes) {
        for (Agent agent : floor.roster.agents().toArray(Agent[]::new)) {
            AgentWish wish = wishes.getOrDefault(agent.id(), new AgentWish.Ready());
            if (!wish.equals(agent.standing())) {
                agent.setStanding(wish);
                obey(agent);
            }
        }
    }

    private void obey(Agent agent) {
        boolean wantsCalls = agent.standing() instanceof AgentWish.Ready;
        switch (agent.state()) {
            case Reserved _, OnCall _, Engaged _ -> {}
            case Available _ -> {
                if (!wantsCalls) {
                    transitions.free(agent);
                }
            }
            case NotReady s -> {
                if (!(agent.standing() instanceof AgentWish.Pause(var reason)
                        && s.until().isEmpty()
                        && reason.equals(s.reason()))) {
                    transitions.free(agent);
                }
            }
            case LoggedOut s -> {
                if (wantsCalls) {
                    transitions.logIn(agent);
                } else if (!(agent.standing() instanceof AgentWish.LogOut
                        && s.reason() == LogOutReason.CHOSEN)) {
                    transitions.free(agent);
                }
            }
            case WrapUp _, Resting _ -> transitions.free(agent);
        }
    }

    private void prolong(Agent agent, Duration span) {
        if (agent.state() instanceof WrapUp(var offer, var until)) {
            Instant latest = floor.now().plus(AgentWish.WRAP_UP_MAX);
            Instant wanted = until.plus(span);
            floor.prolong(agent, new WrapUp(offer, wanted.isAfter(latest) ? latest : wanted));
        }
    }
}
