package zarang.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The port to what waits to be delivered, shared by all nodes. Of a subject's messages one is sent
 * after another, for each destination on its own.
 *
 * <p>Virtual threads only: every method waits for its answer and throws {@link
 * java.util.concurrent.CompletionException} when there is none; what was asked may have been done
 * then, and bears to be asked again.
 */
interface Outbox {
    /** Keeps a message for each destination, all or none; the answers in their order. */
    List<DeliveryStore.Taken> enqueue(List<Destination> to, Message message, Instant now);

    /** Takes the due messages for {@code lease}: after that they are due again by themselves. */
    DeliveryStore.Claim claim(
            String destination, String node, Instant now, Duration lease, int most);

    void delivered(String destination, ClaimedDelivery delivery, Instant now);

    /**
     * Tries again at {@code due}.
     *
     * @param hold that time is kept, also when the receiver takes messages again before
     */
    void retry(String destination, ClaimedDelivery delivery, Instant due, boolean hold);

    /** Makes due what waits for its next attempt and is not held; how many subjects that were. */
    long revive(String destination, Instant now);

    /** Puts it to the dead letters; the next one of its subject is due. */
    void bury(String destination, ClaimedDelivery delivery, Instant now, String reason);

    /** Makes due what this node was sending when it died. */
    void release(String destination, String node, Instant now);

    /** Some of the destinations that no node has served since {@code since}. */
    List<String> unserved(Instant since);

    /** Deletes all that waits for a destination that nobody has served since then. */
    void delete(String destination, Instant since);

    /** Remembers that this address wants nothing more. */
    void gone(String destination, String address);

    /** Forgets it. */
    void back(String destination);
}
