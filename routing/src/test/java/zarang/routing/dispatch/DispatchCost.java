package zarang.routing.dispatch;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/**
 * Prints what the dispatcher costs, in CPU time of its thread, with 1,000 callers waiting: one
 * caller served from the agent becoming free to the end of its talk, and a new one let in, so that
 * the queue stays as long. Run by hand; the figures stand in {@code docs/ROUTING.md}.
 */
final class DispatchCost {
    private static final QueueName SALES = new QueueName("sales");
    private static final AgentId ANN = new AgentId("2001");
    private static final Tier[] TIERS = {Tier.BRONZE, Tier.BRONZE, Tier.SILVER, Tier.GOLD};

    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final Dispatcher dispatcher;
    private Instant now = Instant.parse("2026-03-21T08:00:00Z");
    private OfferId offer = new OfferId("none");
    private CallId offered = new CallId("%026d".formatted(0));
    private int nextCall;
    private long joinNs;
    private long serveNs;

    private DispatchCost() {
        QueueSettings queue =
                new QueueSettings(
                        SALES,
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        Duration.ofHours(20),
                        10_000,
                        Duration.ofHours(20),
                        true,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5));
        AgentSettings agent =
                new AgentSettings(ANN, "", List.of(SALES), Optional.of("sip:a@127.0.0.1"));
        dispatcher =
                new Dispatcher(
                        new FloorSettings(
                                List.of(queue),
                                List.of(agent),
                                TierOffsets.defaults(),
                                RestSettings.defaults()),
                        "t",
                        now);
    }

    public static void main(String[] args) {
        int waiting = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        DispatchCost cost = new DispatchCost();
        for (int call = 0; call <= waiting; call++) {
            cost.join();
        }
        for (int round = 0; round < 5; round++) {
            cost.measure(waiting, 20_000);
        }
    }

    private void measure(int waiting, int times) {
        joinNs = 0;
        serveNs = 0;
        for (int time = 0; time < times; time++) {
            serve();
            join();
        }
        System.out.printf(
                "waiting=%d serve-cpu-us=%.2f join-cpu-us=%.2f%n",
                waiting, serveNs / 1000.0 / times, joinNs / 1000.0 / times);
    }

    private void on(FloorEvent event) {
        now = now.plusMillis(1);
        for (Decision decision : dispatcher.on(event, now)) {
            if (decision instanceof Decision.Reserve reserve) {
                offer = reserve.offer();
            }
            if (decision instanceof Decision.Tell(QueueEvent.Offered told)) {
                offered = told.subject().call().orElseThrow();
            }
        }
    }

    private void join() {
        CallId call = new CallId("%026d".formatted(nextCall));
        long from = clock.getCurrentThreadCpuTime();
        on(new FloorEvent.CallSaid(new QueueCommand.Join(call, SALES, TIERS[nextCall++ % 4], now)));
        joinNs += clock.getCurrentThreadCpuTime() - from;
    }

    /** The lease is granted, the agent answers, the talk ends, and the next caller is chosen. */
    private void serve() {
        OfferId id = offer;
        long from = clock.getCurrentThreadCpuTime();
        on(new FloorEvent.Reserved(id));
        CallId call = offered;
        on(new FloorEvent.CallSaid(new QueueCommand.OfferAnswered(call, id, ANN)));
        on(new FloorEvent.CallSaid(new QueueCommand.TalkEnded(call, id, ANN)));
        serveNs += clock.getCurrentThreadCpuTime() - from;
    }
}
