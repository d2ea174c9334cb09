package zarang.server.command;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.ByteArrayOutputStream;
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

    /**
     * A line is one line, whatever a peer, Redis or a file put into it: no end of a line, no word
     * to a terminal, nothing that turns the writing round.
     */
    static final String MESSAGE =
            "%replace(%msg){'[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]', '?'}%n";

    private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final LongAdder dropped = new LongAdder();
    private final PatternLayoutEncoder lines = new PatternLayoutEncoder();
    private final PrintStream out;
    private @Nullable Thread writer;
    private volatile boolean ending;

    /** To stderr. Called by Logback while it reads its configuration. */
    public BatchedLog() {
        this(
                System.err,
                "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} "
                        + MESSAGE
                        + "%ex{full}");
    }

    BatchedLog(PrintStream out, String pattern) {
        this.out = out;
        lines.setPattern(pattern);
    }

    /** Lines that found no room since the start. Any thread. */
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void start() {
        lines.setContext(getContext());
        lines.start();
        writer = Thread.ofPlatform().name("log-writer").daemon().start(this::write);
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        if (!waiting.offer(event)) {
            dropped.increment();
        }
    }

    private void write() {
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
            write(batch);
            batch.clear();
        }
    }

    private void write(List<ILoggingEvent> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ILoggingEvent event : batch) {
            try {
                bytes.writeBytes(lines.encode(event));
            } catch (RuntimeException e) {
                addError("a line could not be written", e); // and the next ones still are
            }
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
