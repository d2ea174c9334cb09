package zarang.delivery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * Tells the destinations of one line what is put in, at least once, in order within a subject.
 *
 * <p>{@link #put} keeps a message in Redis and is done; threads of the destination's own send it. A
 * receiver that is slow, dead or lying costs its own destination's places and nothing else.
 */
public final class Deliveries implements AutoCloseable {
    /** To be loaded by the link. */
    public static final FunctionLibrary LIBRARY =
            FunctionLibrary.ofResource(Deliveries.class, "delivery.lua");

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final Line line;
    private final Outbox store;
    private final InstantSource clock;
    private final List<DestinationPump> pumps;
    private final RemovedDestinations removed;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param node name of the process among those that share a Redis; the same after a restart
     * @param redis with {@link #LIBRARY}; closed by its owner, after this
     * @param random for the retry times; safe for several threads
     * @throws IllegalArgumentException two destinations have the same id
     */
    public Deliveries(
            Line line,
            String node,
            List<? extends Destination> destinations,
            RedisLink redis,
            InstantSource clock,
            RandomGenerator random) {
        Set<String> ids = new HashSet<>();
        for (Destination destination : destinations) {
            if (!ids.add(destination.id())) {
                throw new IllegalArgumentException(
                        "two " + line.name() + "s have the id " + destination.id());
            }
        }
        DeliveryStore store = new DeliveryStore(line, redis);
        DelayedTasks tasks = DelayedTasks.onThreads("zarang-" + line.name());
        this(
                line,
                destinations.stream()
                        .map(d -> new DestinationPump(line, d, node, store, clock, random, tasks))
                        .toList(),
                store,
                new RemovedDestinations(line, Set.copyOf(ids), store, clock),
                clock);
    }

    Deliveries(
            Line line,
            List<DestinationPump> pumps,
            Outbox store,
            RemovedDestinations removed,
            InstantSource clock) {
        this.line = line;
        this.pumps = List.copyOf(pumps);
        this.store = store;
        this.removed = removed;
        this.clock = clock;
    }

    /** Starts to send what is due, of this and of earlier runs. */
    public void start() {
        for (DestinationPump pump : pumps) {
            String name = "zarang-" + line.name() + "-" + pump.destination().id();
            threads.add(Thread.ofVirtual().name(name).start(pump));
        }
        threads.add(Thread.ofVirtual().name("zarang-" + line.name() + "-removed").start(removed));
        log.info("{}.started destinations={}", line.name(), pumps.size());
    }

    /**
     * Keeps a message for each destination that wants it. Virtual threads only: waits for Redis.
     *
     * @param wanting by the destination's id
     * @param message made if any destination takes it
     * @throws java.util.concurrent.CompletionException Redis did not take it: put it again
     */
    public void put(Predicate<String> wanting, Supplier<Message> message) {
        List<DestinationPump> takers =
                pumps.stream()
                        .filter(pump -> wanting.test(pump.destination().id()) && pump.isOpen())
                        .toList();
        if (takers.isEmpty()) {
            return;
        }
        Message told = message.get();
        List<DeliveryStore.Taken> taken =
                store.enqueue(
                        takers.stream().map(DestinationPump::destination).toList(),
                        told,
                        clock.instant());
        for (int i = 0; i < takers.size(); i++) {
            if (taken.get(i) == DeliveryStore.Taken.NO_ROOM) {
                takers.get(i).buried(told.subject(), told.id(), "outbox-full");
            }
            takers.get(i).wake();
        }
    }

    /**
     * Serves a destination again that wanted nothing more. Waits for Redis: not for the control
     * loop.
     *
     * @throws java.util.concurrent.CompletionException Redis did not answer
     */
    public void enable(String destination) {
        store.back(destination);
    }

    /** Never waits. */
    public List<DeliveryFigures> figures() {
        return pumps.stream().map(DestinationPump::figures).toList();
    }

    /**
     * Ends what is being sent, within the destinations' time limits; all else stays for the next
     * start. Close what puts in first.
     */
    @Override
    public void close() {
        pumps.forEach(DestinationPump::stop);
        removed.stop();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            for (DestinationPump pump : pumps) {
                pump.awaitIdle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
