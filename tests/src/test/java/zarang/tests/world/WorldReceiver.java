package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.call.loop.ControlLoop;
import zarang.crm.webhook.WebhookSecret;
import zarang.crm.webhook.WebhookSettings;
import zarang.delivery.Attempt;
import zarang.delivery.Destination;
import zarang.delivery.RetrySchedule;

/** A CRM that is slow, refuses at times, and takes what it says that it did not take. */
final class WorldReceiver implements Destination {
    static final WebhookSettings SETTINGS =
            WebhookSettings.of(
                    "crm",
                    URI.create("https://crm.example/hook"),
                    WebhookSecret.parse("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                    Set.of());

    private static final RetrySchedule RETRY =
            new RetrySchedule(
                    List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)),
                    200,
                    Duration.ofDays(7),
                    Duration.ofHours(1));
    private static final Pattern ABOUT =
            Pattern.compile("\"data\":\\{\"(\\w+)\":\"([^\"]+)\",\"order\":(\\d+)");
    private static final int SLOWEST_MS = 400;
    private static final int FAULT_PERCENT = 10;

    private final ControlLoop loop;
    private final RandomGenerator random;
    private final Map<String, String> bodies = new HashMap<>();

    /** Of each subject the ids in the order in which they first came. */
    private final Map<String, Map<Long, String>> firsts = new LinkedHashMap<>();

    private boolean well;

    WorldReceiver(ControlLoop loop, RandomGenerator random) {
        this.loop = loop;
        this.random = random;
    }

    /** It takes everything from now on. */
    void mend() {
        well = true;
    }

    @Override
    public String id() {
        return SETTINGS.id();
    }

    @Override
    public String address() {
        return SETTINGS.url().toString();
    }

    @Override
    public Duration timeout() {
        return SETTINGS.timeout();
    }

    @Override
    public int concurrency() {
        return SETTINGS.concurrency();
    }

    @Override
    public int pendingMax() {
        return SETTINGS.pendingMax();
    }

    @Override
    public RetrySchedule retry() {
        return RETRY;
    }

    @Override
    public CompletionStage<Attempt> attempt(String id, String body) {
        boolean fails = !well && random.nextInt(100) < FAULT_PERCENT;
        if (!fails || random.nextBoolean()) {
            take(id, body);
        }
        Attempt answer =
                fails
                        ? new Attempt.Failed("on purpose", Optional.empty())
                        : new Attempt.Delivered();
        CompletableFuture<Attempt> answered = new CompletableFuture<>();
        loop.schedule(
                Duration.ofMillis(random.nextInt(SLOWEST_MS)), () -> answered.complete(answer));
        return answered;
    }

    private void take(String id, String body) {
        String before = bodies.put(id, body);
        if (before != null) {
            assertThat(body).as("a message that comes again").isEqualTo(before);
            return;
        }
        Matcher about = ABOUT.matcher(body);
        assertThat(about.find()).as("body %s", body).isTrue();
        String subject = about.group(1) + ":" + about.group(2);
        Map<Long, String> known = firsts.computeIfAbsent(subject, s -> new LinkedHashMap<>());
        long order = Long.parseLong(about.group(3));
        assertThat(known.keySet())
                .as("what came of %s before %s", subject, order)
                .allMatch(earlier -> earlier < order);
        known.put(order, id);
    }

    /** The numbers of a subject that came, in their order. */
    List<Long> orders(String subject) {
        return List.copyOf(firsts.getOrDefault(subject, Map.of()).keySet());
    }
}
