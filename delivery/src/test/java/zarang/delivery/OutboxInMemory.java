package zarang.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code delivery.lua} keeps in Redis, in memory: it passes the same {@link OutboxContract}.
 * One thread; outlives the processes that use it.
 */
final class OutboxInMemory implements Outbox {
    private static final class Waiting {
        final Message message;
        final Instant came;
        int tries;

        Waiting(Message message, Instant came) {
            this.message = message;
            this.came = came;
        }
    }

    /** A subject's messages, the first of which is due at a time or being sent. */
    private static final class Queue {
        final Deque<Waiting> messages = new ArrayDeque<>();
        Instant due;
        boolean retrying;
        @Nullable String sender;

        Queue(Instant due) {
            this.due = due;
        }
    }

    private static final class Shelf {
        final Map<String, Queue> queues = new LinkedHashMap<>();
        final Map<String, Set<Long>> took = new HashMap<>();
        String gone = "";
        @Nullable Instant served;

        int pending() {
            return queues.values().stream().mapToInt(queue -> queue.messages.size()).sum();
        }
    }

    /** Ids of what was given up. */
    final List<String> dead = new ArrayList<>();

    private final Map<String, Shelf> shelves = new HashMap<>();

    private Shelf shelf(String destination) {
        return shelves.computeIfAbsent(destination, d -> new Shelf());
    }

    /** Messages that wait for it. */
    int pending(String destination) {
        return shelf(destination).pending();
    }

    @Override
    public List<DeliveryStore.Taken> enqueue(List<Destination> to, Message message, Instant now) {
        return to.stream().map(destination -> enqueue(destination, message, now)).toList();
    }

    private DeliveryStore.Taken enqueue(Destination to, Message message, Instant now) {
        Shelf shelf = shelf(to.id());
        Set<Long> took = shelf.took.computeIfAbsent(message.subject(), s -> new HashSet<>());
        if (!took.add(message.order())) {
            return DeliveryStore.Taken.KNOWN;
        }
        if (shelf.pending() >= to.pendingMax()) {
            dead.add(message.id());
            return DeliveryStore.Taken.NO_ROOM;
        }
        shelf.queues
                .computeIfAbsent(message.subject(), s -> new Queue(now))
                .messages
                .add(new Waiting(message, now));
        return DeliveryStore.Taken.QUEUED;
    }

    @Override
    public DeliveryStore.Claim claim(
            String destination, String node, Instant now, Duration lease, int most) {
        Shelf shelf = shelf(destination);
        shelf.served = now;
        List<ClaimedDelivery> claimed = new ArrayList<>();
        shelf.queues.entrySet().stream()
                .filter(entry -> !entry.getValue().due.isAfter(now))
                .sorted(Comparator.comparing(entry -> entry.getValue().due))
                .limit(most)
                .forEach(entry -> {
                    Queue queue = entry.getValue();
                    queue.due = now.plus(lease);
                    queue.sender = node;
                    queue.retrying = false;
                    Waiting first = queue.messages.getFirst();
                    claimed.add(
                            new ClaimedDelivery(
                                    entry.getKey(),
                                    first.message.id(),
                                    first.message.body(),
                                    first.tries,
                                    first.came));
                });
        return new DeliveryStore.Claim(
                claimed,
                shelf.pending(),
                shelf.queues.values().stream()
                        .flatMap(queue -> queue.messages.stream())
                        .map(waiting -> waiting.came)
                        .min(Comparator.naturalOrder()),
                shelf.queues.values().stream()
                        .map(queue -> queue.due)
                        .min(Comparator.naturalOrder()),
                shelf.gone);
    }

    /** The queue whose first message it still is. */
    private Optional<Queue> first(String destination, ClaimedDelivery delivery) {
        Optional<Queue> queue =
                Optional.ofNullable(shelf(destination).queues.get(delivery.subject()));
        return queue.filter(q -> q.messages.getFirst().message.id().equals(delivery.id()));
    }

    @Override
    public void delivered(String destination, ClaimedDelivery delivery, Instant now) {
        first(destination, delivery).ifPresent(queue -> drop(destination, delivery, queue, now));
    }

    private void drop(String destination, ClaimedDelivery delivery, Queue queue, Instant now) {
        queue.messages.removeFirst();
        queue.sender = null;
        queue.retrying = false;
        queue.due = now;
        if (queue.messages.isEmpty()) {
            shelf(destination).queues.remove(delivery.subject());
        }
    }

    @Override
    public void retry(String destination, ClaimedDelivery delivery, Instant due, boolean hold) {
        first(destination, delivery)
                .ifPresent(queue -> {
                    queue.messages.getFirst().tries++;
                    queue.sender = null;
                    queue.retrying = !hold;
                    queue.due = due;
                });
    }

    @Override
    public long revive(String destination, Instant now) {
        List<Queue> waiting =
                shelf(destination).queues.values().stream()
                        .filter(queue -> queue.retrying && queue.due.isAfter(now))
                        .toList();
        waiting.forEach(queue -> {
            queue.retrying = false;
            queue.due = now;
        });
        return waiting.size();
    }

    @Override
    public void bury(String destination, ClaimedDelivery delivery, Instant now, String reason) {
        first(destination, delivery)
                .ifPresent(queue -> {
                    dead.add(delivery.id());
                    drop(destination, delivery, queue, now);
                });
    }

    @Override
    public void release(String destination, String node, Instant now) {
        shelf(destination).queues.values().stream()
                .filter(queue -> node.equals(queue.sender))
                .forEach(queue -> {
                    queue.sender = null;
                    queue.due = now;
                });
    }

    @Override
    public List<String> unserved(Instant since) {
        return shelves.entrySet().stream()
                .filter(entry -> isUnserved(entry.getValue(), since))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isUnserved(Shelf shelf, Instant since) {
        return shelf.served != null && !shelf.served.isAfter(since);
    }

    @Override
    public void delete(String destination, Instant since) {
        Shelf shelf = shelf(destination);
        if (isUnserved(shelf, since)) {
            shelf.queues.clear();
            shelf.gone = "";
            shelf.served = null;
        }
    }

    @Override
    public void gone(String destination, String address) {
        shelf(destination).gone = DeliveryStore.hash(address);
    }

    @Override
    public void back(String destination) {
        shelf(destination).gone = "";
    }
}
