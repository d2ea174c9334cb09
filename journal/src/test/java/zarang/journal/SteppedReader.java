package zarang.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.RepairNeededException;
import zarang.call.journal.StoredEntry;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisAway;
import zarang.testkit.StoreAnswers;

/**
 * Reads the stream in memory for one consumer, on a control loop: what {@link ConsumerLoop} does on
 * a thread. Both pass {@link ReaderContract}.
 */
final class SteppedReader {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    private static final int TRIES = 10;

    private final ControlLoop loop;
    private final GroupInMemory group;
    private final JournalConsumer consumer;
    private final EntryReader reader;
    private final StoreAnswers acks;
    private final List<StreamInMemory.Line> aside;
    private int next;
    private int tries;
    private boolean away;
    private Duration pause = PAUSE;
    private ControlLoop.@Nullable Timer due;

    SteppedReader(
            ControlLoop loop,
            GroupInMemory group,
            JournalConsumer consumer,
            EntryReader reader,
            StoreAnswers acks) {
        this.loop = loop;
        this.group = group;
        this.consumer = consumer;
        this.reader = reader;
        this.acks = acks;
        next = group.done;
        aside = new ArrayList<>(group.parked);
    }

    /** There may be something to read. */
    void wake() {
        if (due == null && !isIdle()) {
            later(Duration.ZERO);
        }
    }

    boolean isIdle() {
        return aside.isEmpty() && next == group.stream().lines.size() && group.done == next;
    }

    private void later(Duration wait) {
        due = loop.schedule(wait, this::read);
    }

    private void read() {
        due = null;
        tryAside();
        List<StreamInMemory.Line> lines = group.stream().lines;
        while (next < lines.size()) {
            StreamInMemory.Line line = lines.get(next);
            Taking taking = take(line);
            if (taking instanceof Taking.Failed failed && !failed.needsRepair() && isTriedAgain()) {
                acknowledge();
                later(pause);
                pause = least(pause.multipliedBy(2), PAUSE_MAX);
                return;
            }
            if (!(taking instanceof Taking.Done)) {
                group.parked.add(line);
            }
            tries = 0;
            pause = PAUSE;
            next++;
        }
        acknowledge();
    }

    /** A consumer that fails because the stores are away is not at fault. */
    private boolean isTriedAgain() {
        return away || ++tries < TRIES;
    }

    /** What was not acknowledged comes again to who reads next. */
    private void acknowledge() {
        int upTo = next;
        acks.to(() -> group.done = Math.max(group.done, upTo))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        loop.post(() -> {
                            next = group.done;
                            if (due == null) {
                                later(PAUSE);
                            }
                        });
                    }
                });
    }

    /** Once, when it begins. */
    private void tryAside() {
        for (StreamInMemory.Line line : aside) {
            if (take(line) instanceof Taking.Done) {
                group.parked.remove(line);
            }
        }
        aside.clear();
    }

    private Taking take(StreamInMemory.Line line) {
        try {
            StoredEntry entry = reader.fromStream(line.json());
            if (consumer.wants(entry.type())) {
                consumer.accept(entry, line.sequence());
            }
            return new Taking.Done();
        } catch (UnreadableEntryException e) {
            return new Taking.Unread(String.valueOf(e.getMessage()));
        } catch (RepairNeededException e) {
            return new Taking.Failed(String.valueOf(e.getMessage()), true);
        } catch (Exception e) {
            away = e instanceof RedisAway;
            return new Taking.Failed(String.valueOf(e), false);
        }
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
