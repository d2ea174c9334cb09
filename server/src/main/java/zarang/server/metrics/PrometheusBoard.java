package zarang.server.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.config.meter.Board;

/**
 * The board that Prometheus reads. A figure that cannot be read is left out of the scrape and
 * counted; the others are shown. Figures are put by one thread and read by any.
 */
public final class PrometheusBoard implements Board {
    private static final Logger log = LoggerFactory.getLogger(PrometheusBoard.class);

    private final PrometheusRegistry registry;
    private final Counter failed;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();

    public PrometheusBoard(PrometheusRegistry registry) {
        this.registry = registry;
        failed =
                Counter.builder()
                        .withoutExemplars()
                        .name("zarang_figures_failed_total")
                        .help("Figures that could not be read and were left out of a scrape")
                        .register(registry);
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(point -> read(name, () -> point.call(value.getAsDouble())))
                .register(registry);
    }

    @Override
    public void gauges(
            String name, String help, String label, Supplier<Map<String, Double>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(point ->
                        read(name, () -> values.get().forEach((of, now) -> point.call(now, of))))
                .register(registry);
    }

    @Override
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(point -> read(name, () -> point.call((double) value.getAsLong())))
                .register(registry);
    }

    @Override
    public void counters(
            String name, String help, String label, Supplier<Map<String, Long>> values) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(point ->
                        read(name, () -> values.get().forEach((of, now) -> point.call(now, of))))
                .register(registry);
    }

    /** For what is counted or measured as it happens, such as waits. */
    PrometheusRegistry registry() {
        return registry;
    }

    /** Something could not be read; told in the log once for each name. Any thread. */
    void failed(String name, Throwable why) {
        failed.inc();
        if (complained.add(name)) {
            log.error("figure.failed name={}: a fault in the program, please report", name, why);
        }
    }

    private void read(String name, Runnable figure) {
        try {
            figure.run();
        } catch (RuntimeException fault) {
            failed(name, fault);
        }
    }
}
