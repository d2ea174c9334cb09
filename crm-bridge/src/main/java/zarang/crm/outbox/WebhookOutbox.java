package zarang.crm.outbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.crm.webhook.WebhookBody;
import zarang.crm.webhook.WebhookClient;
import zarang.crm.webhook.WebhookSettings;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * Tells the configured endpoints of every journal entry, at least once, in order within a call.
 *
 * <p>{@link #accept} puts a signed-to-be message into Redis and is done; threads of the endpoint's
 * own send it. A receiver that is slow, dead or lying costs its own endpoint's places and nothing
 * else. To be wired even with no endpoint: one that is added later then hears of what happens from
 * there on, not of the days before.
 */
public final class WebhookOutbox implements JournalConsumer, AutoCloseable {
    /** To be loaded by the link. */
    public static final FunctionLibrary LIBRARY =
            FunctionLibrary.ofResource(WebhookOutbox.class, "webhook.lua");

    private static final Logger log = LoggerFactory.getLogger(WebhookOutbox.class);

    private final OutboxStore store;
    private final InstantSource clock;
    private final WebhookClient client;
    private final WebhookBody bodies = new WebhookBody();
    private final List<EndpointPump> pumps;
    private final RemovedEndpoints removed;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param node name of the process, as in {@link zarang.crm.journal.JournalSettings}
     * @param redis with {@link #LIBRARY}; closed by its owner, after this
     * @param random for the retry times; safe for several threads
     * @throws IllegalArgumentException two endpoints have the same id
     */
    public WebhookOutbox(
            String node,
            List<WebhookSettings> endpoints,
            RedisLink redis,
            InstantSource clock,
            RandomGenerator random) {
        Set<String> ids = new HashSet<>();
        for (WebhookSettings endpoint : endpoints) {
            if (!ids.add(endpoint.id())) {
                throw new IllegalArgumentException("two webhooks have the id " + endpoint.id());
            }
        }
        store = new OutboxStore(redis);
        this.clock = clock;
        client = new WebhookClient(clock);
        removed = new RemovedEndpoints(Set.copyOf(ids), store, clock);
        pumps =
                endpoints.stream()
                        .map(e -> new EndpointPump(e, node, store, client, clock, random))
                        .toList();
    }

    /** Starts to send what is due, of this and of earlier runs. */
    public void start() {
        for (EndpointPump pump : pumps) {
            WebhookSettings endpoint = pump.endpoint();
            if ("http".equalsIgnoreCase(endpoint.url().getScheme())
                    && !isThisMachine(endpoint.url().getHost())) {
                log.warn(
                        "webhook.plain-http endpoint={}; callers' numbers travel unencrypted: use"
                                + " https",
                        endpoint.id());
            }
            threads.add(Thread.ofVirtual().name("zarang-webhook-" + endpoint.id()).start(pump));
        }
        threads.add(Thread.ofVirtual().name("zarang-webhook-removed").start(removed));
        log.info("webhook.started endpoints={}", pumps.size());
    }

    /** By its name alone: nobody is asked. */
    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public void accept(JournalEntry entry, long sequence) {
        String type = entry.fact().type();
        List<EndpointPump> wanting = pumps.stream().filter(pump -> pump.wants(type)).toList();
        if (wanting.isEmpty()) {
            return;
        }
        String id = WebhookBody.id(entry);
        String call = entry.call().value();
        List<OutboxStore.Taken> taken =
                store.enqueue(
                        wanting.stream().map(EndpointPump::endpoint).toList(),
                        new OutboxStore.Message(call, sequence, id, bodies.of(entry, sequence)),
                        clock.instant());
        for (int i = 0; i < wanting.size(); i++) {
            if (taken.get(i) == OutboxStore.Taken.NO_ROOM) {
                wanting.get(i).buried(call, id, "outbox-full");
            }
            wanting.get(i).wake();
        }
    }

    /**
     * Serves an endpoint again that said 410. Waits for Redis: not for the control loop.
     *
     * @throws java.util.concurrent.CompletionException Redis did not answer
     */
    public void enable(String endpoint) {
        store.back(endpoint);
    }

    /** Never waits. */
    public List<OutboxFigures> figures() {
        return pumps.stream().map(EndpointPump::figures).toList();
    }

    /**
     * Ends what is being sent, within the endpoints' time limits; all else stays for the next
     * start. Close the journal first.
     */
    @Override
    public void close() {
        pumps.forEach(EndpointPump::stop);
        removed.stop();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            for (EndpointPump pump : pumps) {
                pump.awaitIdle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
