package zarang.routing.floor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;
import zarang.routing.dispatch.FloorCounts;
import zarang.routing.dispatch.FloorView;
import zarang.routing.dispatch.FloorView.QueueView;
import zarang.routing.queue.ServiceLevel;
import zarang.routing.reserve.LeaseCounts;

/** The floor: queues, agents, leases. */
public record FloorFigures(Supplier<FloorView> floor, Supplier<LeaseCounts> leaseCounts)
        implements Meters {
    /** The states of {@link zarang.routing.agent.AgentState}: shown at 0 too. */
    static final List<String> STATES =
            List.of(
                    "logged-out",
                    "available",
                    "reserved",
                    "on-call",
                    "wrap-up",
                    "engaged",
                    "resting",
                    "not-ready");

    @Override
    public void putOn(Board board) {
        queuesNow(board, floor);
        serviceLevel(board, floor);
        estimates(board, floor);
        board.gauges("zarang_agents", "Agents by state", "state", () -> byState(floor.get()));
        counts(board, () -> floor.get().counts());
        leases(board, leaseCounts);
    }

    private static void queuesNow(Board board, Supplier<FloorView> floor) {
        board.gauges(
                "zarang_queue_waiting",
                "Callers in the queue",
                "queue",
                () -> gauges(floor.get(), queue -> (double) queue.waiting()));
        board.gauges(
                "zarang_queue_ringing",
                "Callers of the queue whose agent rings",
                "queue",
                () -> gauges(floor.get(), queue -> (double) queue.ringing()));
        board.gauges(
                "zarang_queue_longest_wait_seconds",
                "Longest wait of those in the queue",
                "queue",
                () -> gauges(floor.get(), queue -> queue.longestWait().toMillis() / 1000.0));
        board.gauges(
                "zarang_queue_agents_at_work",
                "Agents of the queue who are at work, free or not",
                "queue",
                () -> gauges(floor.get(), queue -> (double) queue.agentsAtWork()));
        board.gauges(
                "zarang_queue_open",
                "Whether the queue lets callers in",
                "queue",
                () -> gauges(floor.get(), queue -> queue.open() ? 1.0 : 0.0));
    }

    private static void serviceLevel(Board board, Supplier<FloorView> floor) {
        queueCounter(board, floor, "joined", "Callers who were let in", ServiceLevel::joined);
        queueCounter(
                board, floor, "answered", "Callers whose agent answered", ServiceLevel::answered);
        queueCounter(
                board,
                floor,
                "answered_in_time",
                "Callers answered within the service target",
                ServiceLevel::answeredInTime);
        queueCounter(
                board,
                floor,
                "abandoned",
                "Callers who hung up while they waited, short abandons included",
                ServiceLevel::abandoned);
        queueCounter(
                board,
                floor,
                "short_abandoned",
                "Callers who hung up sooner than the short-abandon limit",
                ServiceLevel::shortAbandoned);
        queueCounter(
                board,
                floor,
                "left_by_key",
                "Callers who chose to leave the queue",
                ServiceLevel::leftByKey);
        queueCounter(
                board,
                floor,
                "failed",
                "Callers whose call broke while they waited",
                ServiceLevel::failed);
        queueCounter(
                board,
                floor,
                "full",
                "Callers refused because the queue was full",
                ServiceLevel::full);
        queueCounter(
                board,
                floor,
                "max_wait",
                "Callers who waited as long as the queue allows",
                ServiceLevel::maxWait);
        queueCounter(
                board,
                floor,
                "no_agents",
                "Callers refused because no agent was there",
                ServiceLevel::noAgents);
        queueCounter(
                board,
                floor,
                "closed",
                "Callers refused or sent off because the queue was closed",
                ServiceLevel::closed);
        queueCounter(
                board,
                floor,
                "overflowed",
                "Callers whom a rule moved to another queue",
                ServiceLevel::overflowed);
        queueCounter(
                board,
                floor,
                "moved_away",
                "Callers whom somebody moved to another queue",
                ServiceLevel::movedAway);
        queueCounter(
                board,
                floor,
                "offers_failed",
                "Offers that an agent did not take",
                ServiceLevel::offersFailed);
        queueCounter(
                board,
                floor,
                "offers_elsewhere",
                "Offers whose caller another agent took who was rung too",
                ServiceLevel::offersElsewhere);
    }

    private static void estimates(Board board, Supplier<FloorView> floor) {
        queueFigure(
                board,
                floor,
                "wait_estimates",
                "Callers answered whose wait had been estimated when they joined",
                queue -> queue.estimates().told());
        queueFigure(
                board,
                floor,
                "wait_estimates_kept",
                "Of those, answered by the time that nine of ten were to be answered by",
                queue -> queue.estimates().kept());
        board.gauges(
                "zarang_queue_wait_estimate_error_seconds",
                "Median of how far off the last 256 estimates were, either way",
                "queue",
                () -> gauges(floor.get(), queue -> queue.estimates().median().toMillis() / 1000.0));
    }

    private static void counts(Board board, Supplier<FloorCounts> counts) {
        board.counter(
                "zarang_routing_commands_stale_total",
                "Commands about an offer or a caller that was gone",
                () -> counts.get().staleCommands());
        board.counter(
                "zarang_routing_agents_taken_elsewhere_total",
                "Reservations that another process won",
                () -> counts.get().takenElsewhere());
        board.counter(
                "zarang_routing_leases_lost_total",
                "Offers or talks whose lease another process took",
                () -> counts.get().leasesLost());
        board.counter(
                "zarang_routing_offers_overdue_total",
                "Offers that a call left without an answer",
                () -> counts.get().overdueOffers());
    }

    private static void leases(Board board, Supplier<LeaseCounts> leases) {
        board.counter(
                "zarang_routing_leases_unsecured_total",
                "Offers made without the word of Redis",
                () -> leases.get().unsecured());
        board.counter(
                "zarang_routing_lease_failures_total",
                "Requests about leases that failed",
                () -> leases.get().failures());
    }

    private static Map<String, Double> byState(FloorView floor) {
        Map<String, Double> agents = new LinkedHashMap<>();
        STATES.forEach(state -> agents.put(state, 0.0));
        floor.agents().forEach(agent -> agents.merge(agent.state().label(), 1.0, Double::sum));
        return agents;
    }

    private static Map<String, Double> gauges(FloorView floor, Function<QueueView, Double> value) {
        return floor.queues().stream()
                .collect(Collectors.toMap(queue -> queue.queue().value(), value));
    }

    private static void queueCounter(
            Board board,
            Supplier<FloorView> floor,
            String what,
            String help,
            Function<ServiceLevel, Long> value) {
        queueFigure(board, floor, what, help, queue -> value.apply(queue.serviceLevel()));
    }

    private static void queueFigure(
            Board board,
            Supplier<FloorView> floor,
            String what,
            String help,
            Function<QueueView, Long> value) {
        board.counters(
                "zarang_queue_" + what + "_total",
                help,
                "queue",
                () ->
                        floor.get().queues().stream()
                                .collect(Collectors.toMap(queue -> queue.queue().value(), value)));
    }
}
