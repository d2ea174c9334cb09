package zarang.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.RealTime;

/**
 * The log's lines on their way to stderr, many at a time, by a thread of their own.
 *
 * <p>No caller waits for a slow or stopped terminal: a line that finds no room is dropped and
 * counted. Logback's own {@code AsyncAppender} wakes its thread for each line and makes a system
 * call of each; a short call has seven lines, and at 400 calls a second that was a tenth of its
 * price (docs/BENCHMARKS.md). Here the first line after a silence wakes the thread, and what comes
 * within the next {@value #GATHER_MS} ms is written with it.
 */
@RealTime
public final class BatchedLog extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Lines that may wait; some megabytes at most. */
    static final int WAITING_MAX = 8_192;

    private static final int BATCH_MAX = 1_024;
    private static final long GATHER_MS = 10;
    private static final long END_MS = 1_000;

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final LongAdder dropped = new LongAdder();
    private PrintStream out = System.err;
    private @Nullable Encoder<ILoggingEvent> encoder;
    private @Nullable Thread writer;
    private volatile boolean ending;

    /** Called by Logback while it reads its configuration. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    /** Writes to {@code stream} instead of stderr. Before the start. */
    void setOutput(OutputStream stream) {
        out = new PrintStream(stream, /* autoFlush= */ false, UTF_8);
    }

    /** Lines that found no room since the start. Any thread. */
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void start() {
        Encoder<ILoggingEvent> lines = encoder;
        if (lines == null) {
            addError("no encoder is set for the appender named '" + getName() + "'");
            return;
        }
        writer = Thread.ofPlatform().name("zarang-log").daemon().start(() -> write(lines));
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        if (!waiting.offer(event)) {
            dropped.increment();
        }
    }

    private void write(Encoder<ILoggingEvent> lines) {
        List<ILoggingEvent> batch = new ArrayList<>(BATCH_MAX);
        while (!ending || !waiting.isEmpty()) {
            try {
                ILoggingEvent first = waiting.poll(1, TimeUnit.SECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException e) {
                continue; // only the end interrupts: what waits is still written
            }
            if (!ending) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GATHER_MS));
            }
            waiting.drainTo(batch, BATCH_MAX - 1);
            write(batch, lines);
            batch.clear();
        }
    }

    private void write(List<ILoggingEvent> batch, Encoder<ILoggingEvent> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ILoggingEvent event : batch) {
            bytes.writeBytes(lines.encode(event));
        }
        out.write(bytes.toByteArray(), 0, bytes.size());
        out.flush();
    }

    /** Writes what waits, for a second at most: a terminal that stands still ends nothing. */
    @Override
    public void stop() {
        super.stop();
        Thread thread = writer;
        if (thread == null) {
            return;
        }
        ending = true;
        thread.interrupt();
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
