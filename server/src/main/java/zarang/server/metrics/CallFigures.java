package zarang.server.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
import zarang.call.fact.AudioMeasured;
import zarang.call.fact.CallAnswered;
import zarang.call.journal.JournalEntry;

/**
 * What is counted as calls go by. Every label's value is there from the start at 0, so that the
 * first of its kind is an increase for whoever watches. Any thread.
 */
public final class CallFigures implements CallWatcher {
    /** Seconds: around the usual service targets, then up to half an hour. */
    private static final double[] WAITS = {
        1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800
    };

    private static final List<String> UNSECURED = List.of("disk-slow", "journal-refused");

    private final Counter facts;
    private final Counter ended;
    private final Counter refused;
    private final Counter unsecured;
    private final Counter broken;
    private final Counter strays;
    private final Histogram waits;
    private final AudioFigures audio;

    /**
     * Puts the figures on the board.
     *
     * @param factTypes such as {@code call.ended}
     */
    public CallFigures(PrometheusBoard board, Set<String> factTypes, List<QueueName> queues) {
        facts =
                counter(
                        board,
                        "zarang_facts_total",
                        "Facts of calls that were written, by type",
                        "type",
                        factTypes);
        ended =
                counter(
                        board,
                        "zarang_calls_ended_total",
                        "Calls that ended, by what became of the caller's wish",
                        "result",
                        lowerCase(CallTermination.Result.values()));
        refused =
                counter(
                        board,
                        "zarang_calls_refused_total",
                        "Calls that were not taken, by cause",
                        "cause",
                        lowerCase(Cause.values()));
        unsecured =
                counter(
                        board,
                        "zarang_calls_answered_unsecured_total",
                        "Calls answered before the intent to answer was on disk, by reason",
                        "reason",
                        UNSECURED);
        broken =
                Counter.builder()
                        .withoutExemplars()
                        .name("zarang_calls_broken_total")
                        .help("Calls that a fault of the program ended")
                        .register(board.registry());
        strays =
                Counter.builder()
                        .withoutExemplars()
                        .name("zarang_leg_events_stray_total")
                        .help("Events of legs that no call has; each such leg was told to end")
                        .register(board.registry());
        waits =
                Histogram.builder()
                        .withoutExemplars()
                        .name("zarang_queue_wait_seconds")
                        .help("Wait of callers who were answered by an agent")
                        .labelNames("queue")
                        .classicOnly()
                        .classicUpperBounds(WAITS)
                        .register(board.registry());
        audio = new AudioFigures(board);
        queues.forEach(queue -> waits.initLabelValues(queue.value()));
    }

    @Override
    public void leg(CallId call, LegEvent event) {
        // legs are counted by the engine
    }

    @Override
    public void fact(JournalEntry entry) {
        fact(entry.fact().type().name());
        if (entry.fact() instanceof CallAnswered answered) {
            answered(answered.queue(), Duration.ofMillis(answered.waitedMs()));
        }
        if (entry.fact() instanceof AudioMeasured measured) {
            sounded(measured);
        }
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        ended(termination.result());
    }

    @Override
    public void answeredUnsecured(CallId call, String reason) {
        answeredUnsecured(reason);
    }

    @Override
    public void stray(LegEvent event) {
        stray();
    }

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {
        refused(cause);
    }

    @Override
    public void broken(CallId call, Throwable failure) {
        broken();
    }

    void fact(String type) {
        facts.labelValues(type).inc();
    }

    void answered(QueueName queue, Duration waited) {
        waits.labelValues(queue.value()).observe(waited.toMillis() / 1000.0);
    }

    void sounded(AudioMeasured leg) {
        audio.sounded(leg);
    }

    void ended(CallTermination.Result result) {
        ended.labelValues(lowerCase(result)).inc();
    }

    void refused(Cause cause) {
        refused.labelValues(lowerCase(cause)).inc();
    }

    /** The reason is one of few words. */
    void answeredUnsecured(String reason) {
        unsecured.labelValues(reason).inc();
    }

    void stray() {
        strays.inc();
    }

    void broken() {
        broken.inc();
    }

    private static Counter counter(
            PrometheusBoard board,
            String name,
            String help,
            String label,
            Collection<String> values) {
        Counter counter =
                Counter.builder()
                        .withoutExemplars()
                        .name(name)
                        .help(help)
                        .labelNames(label)
                        .register(board.registry());
        values.forEach(counter::initLabelValues);
        return counter;
    }

    private static List<String> lowerCase(Enum<?>[] values) {
        return Stream.of(values).map(CallFigures::lowerCase).toList();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
