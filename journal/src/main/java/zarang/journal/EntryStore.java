package zarang.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The port to what all nodes share: the entries in their order, the open calls, who lives. Any
 * thread; nothing waits. Each stage fails with {@link zarang.redis.RedisAway} while the store is
 * away, and then the request may still have taken effect: every method bears to be called again.
 */
interface EntryStore {
    /** Appends in order; what is known already changes nothing. */
    CompletionStage<JournalStore.Appended> append(
            String node, JournalStore.Stretch stretch, List<SpooledEntry> entries);

    /** Says that the node lives, unless another process of that name was heard of lately. */
    CompletionStage<JournalStore.Alive> alive(String node, String incarnation, Duration freeAfter);

    /** The process ends in order. */
    CompletionStage<Long> free(String node, String incarnation);

    /** All nodes, and when each was last heard of. */
    CompletionStage<Map<String, String>> nodes();

    /** When the node was last heard of; empty if it is not known. */
    CompletionStage<String> lastAlive(String node);

    /** Open calls of the node, as they are stored. */
    CompletionStage<Map<String, String>> openCalls(String node);

    /** Takes an open call that cannot be read out of the way. */
    CompletionStage<Long> openAside(String node, String call, String error);

    /** Forgets a node; 0 if it was heard of after {@code lastAlive}, or has open calls. */
    CompletionStage<Long> forget(String node, String lastAlive);

    /** Takes or renews a lease; 1 if it is {@code holder}'s. */
    CompletionStage<Long> lease(String name, String holder, Duration length);

    /** Drops entries that are older and that every consumer has done. */
    CompletionStage<JournalStore.Trimmed> trim(Instant olderThan);
}
