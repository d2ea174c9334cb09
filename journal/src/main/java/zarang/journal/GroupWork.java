package zarang.journal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.RepairNeededException;
import zarang.journal.ConsumerStore.Dealt;

/** What all partitions of a consumer group work with on this node. Any thread. */
final class GroupWork {
    private static final Logger log = LoggerFactory.getLogger(GroupWork.class);

    final String group;
    final int tries;

    /** Types that the consumer does nothing about, of those that this version knows. */
    final List<String> unwanted;

    final ConsumerStore store;
    final Parking parking;
    final LongAdder done = new LongAdder();
    final LongAdder failed = new LongAdder();
    private final Set<String> passedOver;
    private final JournalConsumer consumer;
    private final EntryReader reader;

    GroupWork(
            JournalSettings settings,
            ConsumerStore store,
            JournalConsumer consumer,
            EntryReader reader) {
        this.store = store;
        this.consumer = consumer;
        this.reader = reader;
        group = consumer.name();
        tries = settings.tries();
        unwanted = reader.namesOf(type -> !consumer.wants(type));
        passedOver = Set.copyOf(unwanted);
        parking = new Parking(store, group, settings.parkedMax());
    }

    /** Whether nothing of that type is to be dealt; not of an entry that bears none. */
    boolean isUnwanted(String type) {
        return passedOver.contains(type);
    }

    /** Lets the consumer begin with an entry; empty if it is to be offered. */
    Optional<CompletionStage<?>> begin(Dealt entry) {
        if (entry.json().isEmpty()) {
            return Optional.empty();
        }
        try {
            return consumer.begin(
                    reader.fromStream(entry.json()), Long.parseLong(entry.sequence()));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            log.debug("journal.consumer-error group={}", group, e);
            return Optional.empty();
        }
    }

    /** Gives an entry to the consumer once. */
    Taking offer(Dealt entry) {
        if (entry.json().isEmpty()) {
            log.error("journal.entry-gone group={} entry={}; deleted by hand?", group, entry.id());
            return new Taking.Done();
        }
        try {
            consumer.accept(reader.fromStream(entry.json()), Long.parseLong(entry.sequence()));
            return new Taking.Done();
        } catch (UnreadableEntryException e) {
            return new Taking.Unread(String.valueOf(e.getMessage()));
        } catch (RepairNeededException e) {
            return new Taking.Failed(String.valueOf(e.getMessage()), true);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            log.debug("journal.consumer-error group={}", group, e);
            return new Taking.Failed(String.valueOf(e), false);
        }
    }
}
