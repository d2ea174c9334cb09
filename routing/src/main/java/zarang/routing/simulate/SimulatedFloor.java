package zarang.routing.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.CallerWants;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.Decision;
import zarang.routing.dispatch.Dispatcher;
import zarang.routing.dispatch.FloorEvent;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.TierOffsets;

/**
 * The production dispatcher with one queue, in whose shell every lease is granted at once. The only
 * class of the simulation that knows how a floor is set and spoken to.
 */
final class SimulatedFloor {
    private static final QueueName QUEUE = new QueueName("simulated");

    /** As many as a queue may hold, for as long as it may: what a queue can be set to at most. */
    private static final int ROOM = 10_000;

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration RING_TIMEOUT = Duration.ofMinutes(2);

    private final Dispatcher dispatcher;
    private final List<Tier> tiers;
    private final List<CallerWants> wants;
    private final Map<AgentId, Integer> numbers = new HashMap<>();
    private final Consumer<QueueEvent> told;
    private final Queue<FloorEvent> following = new ArrayDeque<>();

    /**
     * A floor on which everybody is free.
     *
     * @param seed of what the strategy leaves to chance
     * @param told gets what the dispatcher tells calls
     */
    SimulatedFloor(SimulationPlan plan, long seed, Instant from, Consumer<QueueEvent> told) {
        tiers = plan.demand().names();
        wants =
                plan.skills().callers().stream()
                        .map(kind -> new CallerWants(kind.skills().levels(), Optional.empty()))
                        .toList();
        this.told = told;
        FloorSettings settings = settings(plan);
        settings.agents().forEach(agent -> numbers.put(agent.id(), numbers.size()));
        dispatcher = new Dispatcher(settings, "s" + seed, from);
    }

    private static FloorSettings settings(SimulationPlan plan) {
        ShiftPlan shift = plan.shift();
        QueueSettings queue =
                new QueueSettings(
                        QUEUE,
                        RING_TIMEOUT,
                        Duration.ZERO, // wrap-up is a part of the handling time
                        LONGEST_WAIT,
                        ROOM,
                        shift.hardCap(),
                        true,
                        shift.serviceTarget(),
                        shift.shortAbandon(),
                        new Distribution(
                                plan.strategy(),
                                new SkillNeeds(Map.of(), plan.skills().relaxAfter())));
        return new FloorSettings(
                List.of(queue),
                agents(plan),
                new TierOffsets(shift.offsets()),
                RestSettings.defaults());
    }

    private static List<AgentSettings> agents(SimulationPlan plan) {
        List<AgentSettings> agents = new ArrayList<>();
        List<Integer> heads = plan.skills().heads(plan.shift().agents());
        for (int kind = 0; kind < heads.size(); kind++) {
            SkillSet skills = plan.skills().agents().get(kind).skills();
            for (int head = 0; head < heads.get(kind); head++) {
                agents.add(
                        new AgentSettings(
                                new AgentId("a" + (agents.size() + 1)),
                                "",
                                List.of(QUEUE),
                                Optional.of("sip:agent@127.0.0.1"),
                                new Abilities(skills.levels(), 1, false)));
            }
        }
        return agents;
    }

    /** Which agent it is, counted from 0 in the order of the plan. */
    int number(AgentId agent) {
        return Objects.requireNonNull(numbers.get(agent));
    }

    void join(SimulatedCall call, Instant now) {
        say(
                new QueueCommand.Join(
                        call.subject,
                        QUEUE,
                        tiers.get(call.rank),
                        now,
                        Duration.ZERO,
                        wants.get(call.kind)),
                now);
    }

    void answered(SimulatedCall call, Instant now) {
        QueueEvent.Offered offer = call.offer();
        say(new QueueCommand.OfferAnswered(call.subject, offer.offer(), offer.agent()), now);
    }

    void talkEnded(SimulatedCall call, Instant now) {
        QueueEvent.Offered offer = call.offer();
        say(new QueueCommand.TalkEnded(call.subject, offer.offer(), offer.agent()), now);
    }

    void hungUp(SimulatedCall call, Instant now) {
        say(new QueueCommand.Leave(call.subject, LeaveReason.ABANDONED), now);
    }

    void timePassed(Instant now) {
        on(new FloorEvent.TimePassed(), now);
    }

    Optional<Instant> nextDue() {
        return dispatcher.nextDue();
    }

    private void say(QueueCommand command, Instant now) {
        on(new FloorEvent.CallSaid(command), now);
    }

    private void on(FloorEvent event, Instant now) {
        following.add(event);
        while (!following.isEmpty()) {
            for (Decision decision : dispatcher.on(following.remove(), now)) {
                switch (decision) {
                    case Decision.Reserve reserve ->
                            following.add(new FloorEvent.Reserved(reserve.offer()));
                    case Decision.Tell tell -> told.accept(tell.event());
                    case Decision.Confirm _,
                            Decision.Release _,
                            Decision.HandOver _,
                            Decision.AgentBecame _ -> {}
                }
            }
        }
    }
}
