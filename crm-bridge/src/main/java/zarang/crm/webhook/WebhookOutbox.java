package zarang.crm.webhook;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.FactType;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.delivery.Deliveries;
import zarang.delivery.DeliveryFigures;
import zarang.delivery.Line;
import zarang.delivery.Message;
import zarang.redis.RedisLink;

/**
 * Tells the configured endpoints of every journal entry that they want, at least once, in order
 * within its subject.
 *
 * <p>{@link #accept} keeps a signed-to-be message and is done; {@link Deliveries} sends it. To be
 * wired even with no endpoint: one that is added later then gets what happens from there on, not of
 * the days before.
 */
public final class WebhookOutbox implements JournalConsumer, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebhookOutbox.class);
    private static final Line LINE = new Line("webhook", "{webhooks}");

    private final Map<String, WebhookSettings> endpoints;
    private final Deliveries deliveries;
    private final Runnable closeClient;

    /**
     * @param node name of the process among those that share a Redis
     * @param redis with {@link Deliveries#LIBRARY}; closed by its owner, after this
     * @param random for the retry times; safe for several threads
     * @throws IllegalArgumentException two endpoints have the same id
     */
    public WebhookOutbox(
            String node,
            List<WebhookSettings> endpoints,
            RedisLink redis,
            InstantSource clock,
            RandomGenerator random) {
        WebhookClient client = new WebhookClient(clock);
        Deliveries deliveries =
                new Deliveries(
                        LINE,
                        node,
                        endpoints.stream().map(e -> new WebhookEndpoint(e, client)).toList(),
                        redis,
                        clock,
                        random);
        this(endpoints, deliveries, client::close);
    }

    /**
     * @param deliveries to destinations that have the endpoints' names
     */
    WebhookOutbox(List<WebhookSettings> endpoints, Deliveries deliveries, Runnable closeClient) {
        this.endpoints =
                endpoints.stream()
                        .collect(Collectors.toMap(WebhookSettings::id, Function.identity()));
        this.deliveries = deliveries;
        this.closeClient = closeClient;
    }

    /** Starts to send what is due, of this and of earlier runs. */
    public void start() {
        for (WebhookSettings endpoint : endpoints.values()) {
            if ("http".equalsIgnoreCase(endpoint.url().getScheme())
                    && !isThisMachine(endpoint.url().getHost())) {
                log.warn(
                        "webhook.plain-http endpoint={}; callers' numbers travel unencrypted: use"
                                + " https",
                        endpoint.id());
            }
        }
        deliveries.start();
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
    public boolean wants(FactType<?> type) {
        return endpoints.values().stream().anyMatch(endpoint -> endpoint.wants(type));
    }

    /** Reads no fact: an endpoint chooses by the type, and gets the text that was written. */
    @Override
    public void accept(StoredEntry entry, long sequence) {
        deliveries.put(
                endpoint -> wants(endpoint, entry.type()),
                () ->
                        new Message(
                                subject(entry.subject()),
                                sequence,
                                WebhookBody.id(entry),
                                WebhookBody.of(entry, sequence)));
    }

    /** A call stands under its bare id, as versions before 0.2 wrote it. */
    private static String subject(Subject subject) {
        return subject.isCall() ? subject.id() : subject.toString();
    }

    private boolean wants(String endpoint, FactType<?> type) {
        WebhookSettings settings = endpoints.get(endpoint);
        return settings != null && settings.wants(type);
    }

    /**
     * Serves an endpoint again that said 410. Waits for Redis: not for the control loop.
     *
     * @throws java.util.concurrent.CompletionException Redis did not answer
     */
    public void enable(String endpoint) {
        deliveries.enable(endpoint);
    }

    /** Never waits. */
    public List<DeliveryFigures> figures() {
        return deliveries.figures();
    }

    /**
     * Ends what is being sent, within the endpoints' time limits; all else stays for the next
     * start. Close the journal first.
     */
    @Override
    public void close() {
        deliveries.close();
        closeClient.run();
    }
}
