package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.loop.VirtualLoop;
import zarang.testkit.StoreAnswers;

class SteppedReaderTest extends ReaderContract {
    @TempDir Path folder;
    private final VirtualLoop loop = new VirtualLoop();
    private SteppedJournal.@Nullable Kept kept;
    private @Nullable SteppedJournal journal;

    private SteppedJournal open() {
        if (kept == null) {
            kept = new SteppedJournal.Kept(folder, loop);
        }
        SteppedJournal open = journal;
        if (open == null) {
            open =
                    new SteppedJournal(
                            "n1", loop, kept, StoreAnswers.AT_ONCE, () -> true, Calls.TYPES);
            journal = open;
        }
        return open;
    }

    @Override
    Journal journal() {
        return open();
    }

    @Override
    void consume(JournalConsumer consumer) {
        open().consume(consumer, StoreAnswers.AT_ONCE);
    }

    @Override
    void restart() {
        open().close();
        journal = null;
    }

    @Override
    void await(BooleanSupplier holds) {
        loop.advance(Duration.ofSeconds(30));
        assertThat(holds.getAsBoolean()).as("after 30 s").isTrue();
    }

    @AfterEach
    void close() {
        open().close();
    }
}
