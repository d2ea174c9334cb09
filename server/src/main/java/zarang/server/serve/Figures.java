package zarang.server.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import zarang.crm.journal.JournalFigures;
import zarang.crm.outbox.OutboxFigures;
import zarang.media.MediaCount;
import zarang.routing.dispatch.FloorView;
import zarang.sip.engine.EngineCounts;
import zarang.sip.transport.TransportCounts;

/**
 * The figures that Prometheus reads. What lives on the control loop is looked at there, once a
 * second; a scrape waits for nothing.
 */
final class Figures implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** What the control loop looked like. */
    private record Look(int calls, EngineCounts engine, TransportCounts sip, FloorView floor) {}

    private final MeterRegistry metrics;
    private final CallSide calls;
    private final ClubSide club;
    private final MultiGauge waiting;
    private final MultiGauge longestWait;
    private final MultiGauge agents;
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private volatile @Nullable Look look;

    Figures(MeterRegistry metrics, CallSide calls, ClubSide club) {
        this.metrics = metrics;
        this.calls = calls;
        this.club = club;
        waiting =
                MultiGauge.builder("zarang.queue.waiting")
                        .description("Callers in the queue")
                        .register(metrics);
        longestWait =
                MultiGauge.builder("zarang.queue.longest.wait.seconds")
                        .description("Longest wait of those in the queue")
                        .register(metrics);
        agents =
                MultiGauge.builder("zarang.agents")
                        .description("Agents by state")
                        .register(metrics);
    }

    /** Begins to look. */
    void start() {
        signalling();
        media();
        recorder();
        journal();
        webhooks();
        new JvmMemoryMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        gc.bindTo(metrics);
        calls.loop().post(this::lookAround);
    }

    @Override
    public void close() {
        gc.close();
    }

    private void lookAround() {
        FloorView floor = calls.floor().view();
        look =
                new Look(
                        calls.exchange().activeCalls(),
                        calls.engine().counts(),
                        calls.sockets().counts(),
                        floor);
        waiting.register(
                floor.queues().stream()
                        .<MultiGauge.Row<?>>map(queue ->
                                MultiGauge.Row.of(
                                        Tags.of("queue", queue.queue().value()), queue.waiting()))
                        .toList(),
                true);
        longestWait.register(
                floor.queues().stream()
                        .<MultiGauge.Row<?>>map(queue ->
                                MultiGauge.Row.of(
                                        Tags.of("queue", queue.queue().value()),
                                        queue.longestWait().toMillis() / 1000.0))
                        .toList(),
                true);
        Map<String, Integer> byState = new TreeMap<>();
        floor.agents().forEach(agent -> byState.merge(agent.state().label(), 1, Integer::sum));
        agents.register(
                byState.entrySet().stream()
                        .<MultiGauge.Row<?>>map(state ->
                                MultiGauge.Row.of(
                                        Tags.of("state", state.getKey()), state.getValue()))
                        .toList(),
                true);
        calls.loop().schedule(EVERY, this::lookAround);
    }

    private void signalling() {
        now("zarang.calls.active", "Calls under way", at -> at.calls());
        now("zarang.legs.active", "Legs under way", at -> at.engine().legs());
        now("zarang.phones.registered", "Users with a phone", at -> at.engine().registeredUsers());
        now("zarang.sip.connections", "TCP connections", at -> at.sip().connections());
        sum("zarang.sip.authentication.failures", at -> at.engine().authenticationFailures());
        sum("zarang.sip.authentication.replays", at -> at.engine().authenticationReplays());
        sum("zarang.sip.refused.for.media", at -> at.engine().refusedForMedia());
        sum("zarang.sip.received", at -> at.sip().received());
        sum("zarang.sip.sent", at -> at.sip().sent());
        sum("zarang.sip.malformed", at -> at.sip().malformed());
        sum("zarang.sip.send.failures", at -> at.sip().sendFailures());
        sum("zarang.sip.connections.refused", at -> at.sip().connectionsRefused());
        sum("zarang.sip.connections.closed.half", at -> at.sip().closedHalf());
        sum("zarang.sip.connections.closed.unframed", at -> at.sip().closedUnframed());
        sum("zarang.routing.leases.lost", at -> at.floor().counts().leasesLost());
        sum("zarang.routing.offers.overdue", at -> at.floor().counts().overdueOffers());
    }

    private void media() {
        Gauge.builder("zarang.media.sessions", calls.media(), media -> media.counters().sessions())
                .register(metrics);
        Gauge.builder(
                        "zarang.media.ports.free",
                        calls.media(),
                        media -> media.counters().portsFree())
                .register(metrics);
        for (MediaCount count : MediaCount.values()) {
            FunctionCounter.builder(
                            "zarang.media.events",
                            calls.media(),
                            media -> media.counters().get(count))
                    .tag("kind", count.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(metrics);
        }
    }

    private void recorder() {
        Gauge.builder("zarang.recordings.open", calls.recordings(), all -> all.counters().open())
                .register(metrics);
        total("zarang.recordings.ready", () -> calls.recordings().counters().ready());
        total("zarang.recordings.refused", () -> calls.recordings().counters().refused());
        total("zarang.recordings.cut.short", () -> calls.recordings().counters().cutShort());
        total(
                "zarang.recordings.packets.overflowed",
                () -> calls.recordings().counters().overflowed());
    }

    private void journal() {
        total("zarang.journal.appended", () -> journalNow().appended());
        total("zarang.journal.sent", () -> journalNow().sent());
        total("zarang.journal.lost", () -> journalNow().lost());
        Gauge.builder("zarang.journal.spool.entries", () -> journalNow().spoolEntries())
                .register(metrics);
        Gauge.builder("zarang.journal.spool.bytes", () -> journalNow().spoolBytes())
                .register(metrics);
        Gauge.builder("zarang.redis.up", () -> club.redis().isUp() ? 1 : 0).register(metrics);
        total("zarang.points.refused", () -> club.points().refused());
    }

    private void webhooks() {
        for (OutboxFigures endpoint : club.webhooks().figures()) {
            String id = endpoint.endpoint();
            FunctionCounter.builder("zarang.webhooks.delivered", club, at -> outbox(id).delivered())
                    .tag("endpoint", id)
                    .register(metrics);
            FunctionCounter.builder("zarang.webhooks.failed", club, at -> outbox(id).failed())
                    .tag("endpoint", id)
                    .register(metrics);
            FunctionCounter.builder("zarang.webhooks.dead", club, at -> outbox(id).dead())
                    .tag("endpoint", id)
                    .register(metrics);
            Gauge.builder("zarang.webhooks.pending", () -> outbox(id).pending())
                    .tag("endpoint", id)
                    .register(metrics);
            Gauge.builder(
                            "zarang.webhooks.oldest.seconds",
                            () -> outbox(id).oldestAge().toSeconds())
                    .tag("endpoint", id)
                    .register(metrics);
        }
    }

    private JournalFigures journalNow() {
        return club.journal().figures();
    }

    private OutboxFigures outbox(String id) {
        return club.webhooks().figures().stream()
                .filter(figures -> figures.endpoint().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void now(String name, String description, ToDoubleFunction<Look> value) {
        Gauge.builder(name, () -> of(value)).description(description).register(metrics);
    }

    private void sum(String name, ToDoubleFunction<Look> value) {
        FunctionCounter.builder(name, this, figures -> figures.of(value)).register(metrics);
    }

    private void total(String name, LongSupplier value) {
        FunctionCounter.builder(name, value, LongSupplier::getAsLong).register(metrics);
    }

    private double of(ToDoubleFunction<Look> value) {
        Look last = look;
        return last == null ? 0 : value.applyAsDouble(last);
    }
}
