package zarang.server.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import zarang.config.meter.Board;

/** The figures of the process itself. */
public final class Figures {
    private Figures() {}

    /**
     * Puts what tells that the server must be restarted.
     *
     * @param ended threads that should live and do not
     * @param linesDropped of the log
     */
    public static void putWorkers(Board board, IntSupplier ended, LongSupplier linesDropped) {
        board.gauge(
                "zarang_threads_ended",
                "Threads that a fault has ended; the server does not take calls then",
                ended::getAsInt);
        board.counter(
                "zarang_log_lines_dropped_total",
                "Log lines that found no room because stderr took none",
                linesDropped);
    }

    /**
     * The JVM's own figures.
     *
     * @return to be closed when the server stops
     */
    public static AutoCloseable putJvm(PrometheusMeterRegistry metrics) {
        new JvmMemoryMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(metrics);
        return gc;
    }
}
