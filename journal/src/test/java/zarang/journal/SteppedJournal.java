package zarang.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.FactTypes;
import zarang.call.journal.EntryLostException;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.journal.spool.ForgetfulDisk;
import zarang.journal.spool.Spool;
import zarang.journal.spool.SpoolSettings;
import zarang.testkit.StoreAnswers;

/**
 * The journal of one process with a control loop in place of its threads: the real pump, spool,
 * sender, node watch and recovery, over a disk and a stream in memory.
 */
public final class SteppedJournal implements Journal {
    /** What {@link JournalPump} gathers entries for. */
    private static final Duration GATHER = Duration.ofMillis(10);

    /** What outlives the process. */
    public static final class Kept {
        final ForgetfulDisk disk = new ForgetfulDisk();
        final StreamInMemory stream;
        private final SpoolSettings spool;

        /**
         * @param folder for the spool's lock, nothing else
         */
        public Kept(Path folder, ControlLoop clock) {
            spool = SpoolSettings.in(folder);
            stream = new StreamInMemory(clock);
        }

        /** Entries that some consumer could not take; the next process tries them again. */
        public long parked() {
            return stream.parked();
        }

        /** The disk takes no more than this. */
        public void room(long bytes) {
            disk.room(bytes);
        }
    }

    private final ControlLoop loop;
    private final Kept kept;
    private final StoreAnswers answers;
    private final EntryReader reader;
    private final Spool spool;
    private final JournalPump pump;
    private final List<SteppedReader> readers = new ArrayList<>();
    private ControlLoop.@Nullable Timer due;
    private long dueAt;
    private boolean turning;
    private boolean closed;

    /**
     * Opens it; what an earlier process left is sent, and its calls are ended.
     *
     * @param loop the process' own, which dies with it
     * @param answers of the stream to the sender, the node watch and the recovery
     * @param step asked before each thing that is done to the disk; false once the process is dead
     */
    public SteppedJournal(
            String node,
            ControlLoop loop,
            Kept kept,
            StoreAnswers answers,
            BooleanSupplier step,
            FactTypes types) {
        kept.disk.belongsTo(step);
        this.loop = loop;
        this.kept = kept;
        this.answers = answers;
        reader = new EntryReader(types);
        try {
            spool = kept.disk.open(kept.spool, loop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pump =
                new JournalPump(
                        JournalSettings.of(node, kept.spool),
                        spool,
                        new EntryStoreInMemory(kept.stream, new ThenTurn()),
                        loop,
                        reader,
                        NodeTimes.STANDARD,
                        loop.nanos());
        turnIn(Duration.ZERO);
    }

    /** An answer is something to do. */
    private final class ThenTurn implements StoreAnswers {
        @Override
        public <T> CompletionStage<T> to(Supplier<T> effect) {
            CompletionStage<T> answer = answers.to(effect);
            answer.whenComplete((result, failure) -> loop.post(SteppedJournal.this::turn));
            return answer;
        }
    }

    @Override
    public CompletionStage<JournalEntry> appendDurably(JournalEntry entry) {
        CompletionStage<JournalEntry> durable = pump.append(entry);
        turnIn(GATHER);
        return durable;
    }

    /**
     * For those who wait for it: what is not durable at once has failed for now, as after the limit
     * that they have.
     */
    public CompletionStage<JournalEntry> appendAndWait(JournalEntry entry) {
        CompletionStage<JournalEntry> durable = appendDurably(entry);
        turn();
        return durable.toCompletableFuture().isDone()
                ? durable
                : CompletableFuture.failedStage(new EntryLostException("not in time"));
    }

    private void turn() {
        if (turning || closed) {
            return;
        }
        turning = true;
        pump.turn(loop.nanos());
        turning = false;
        turnIn(Duration.ofNanos(pump.untilDue(loop.nanos())));
        readers.forEach(SteppedReader::wake);
    }

    private void turnIn(Duration wait) {
        long at = loop.nanos() + wait.toNanos();
        if (closed || (due != null && dueAt <= at)) {
            return;
        }
        if (due != null) {
            due.cancel();
        }
        dueAt = at;
        due =
                loop.schedule(
                        wait,
                        () -> {
                            due = null;
                            turn();
                        });
    }

    /**
     * Starts a consumer; it gets every entry that it has not done.
     *
     * @param acks whether what it did is known to the stream: fails at times
     */
    public void consume(JournalConsumer consumer, StoreAnswers acks) {
        SteppedReader stepped =
                new SteppedReader(loop, kept.stream.group(consumer.name()), consumer, reader, acks);
        readers.add(stepped);
        stepped.wake();
    }

    /** Calls that the process before had open, once they are ended. */
    public CompletionStage<List<OpenCall>> recovered() {
        return pump.recovered();
    }

    /** Whether all that came is in the stream, and every consumer has done it. */
    public boolean isIdle() {
        return spool.entries() == 0
                && spool.inMemory() == 0
                && readers.stream().allMatch(SteppedReader::isIdle);
    }

    public JournalFigures figures() {
        return pump.figures(List.of());
    }

    /** The process dies, and with it the power: what was not on the disk is gone. */
    public void die() {
        kept.disk.powerCut();
        close();
    }

    /** Lets go of the folder, and does nothing more. */
    public void close() {
        closed = true;
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
