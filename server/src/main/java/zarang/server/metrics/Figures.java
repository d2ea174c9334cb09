package zarang.server.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import zarang.delivery.DeliveryFigures;
import zarang.journal.JournalFigures;
import zarang.loyalty.points.ContactCounters;
import zarang.media.MediaCounters;
import zarang.recorder.RecorderCounters;
import zarang.server.command.LogOutput;

/** All rooms' figures on one board. */
public final class Figures {
    private Figures() {}

    /**
     * Where the rooms' snapshots come from. Each may be asked by any thread and never waits.
     *
     * @param contacts what became of them
     */
    public record Rooms(
            LoopWatch loop,
            Supplier<MediaCounters> media,
            Supplier<RecorderCounters> recorder,
            Supplier<JournalFigures> journal,
            Supplier<List<DeliveryFigures>> webhooks,
            RedisFigures.Source redis,
            Supplier<ContactCounters> contacts) {}

    /** Puts every room's figures on the board, but those that calls are counted by. */
    public static void put(Board board, Rooms rooms) {
        LoopFigures.put(board, rooms.loop());
        EngineFigures.put(board, rooms.loop());
        FloorFigures.put(board, rooms.loop());
        MediaFigures.put(board, rooms.media());
        RecorderFigures.put(board, rooms.recorder());
        SpoolFigures.put(board, rooms.journal());
        ConsumerGroupFigures.put(board, rooms.journal());
        WebhookFigures.put(board, rooms.webhooks());
        RedisFigures.put(board, rooms.redis());
        PointsFigures.put(board, rooms.contacts());
    }

    /**
     * Puts what tells that the server must be restarted.
     *
     * @param ended threads that should live and do not
     */
    public static void putWorkers(Board board, IntSupplier ended) {
        board.gauge(
                "zarang_threads_ended",
                "Threads that a fault has ended; the server does not take calls then",
                ended::getAsInt);
        board.counter(
                "zarang_log_lines_dropped_total",
                "Log lines that found no room because stderr took none",
                LogOutput::dropped);
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
