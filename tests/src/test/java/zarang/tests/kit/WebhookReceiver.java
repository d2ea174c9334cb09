package zarang.tests.kit;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CRM: takes webhooks, and believes only what the published Standard Webhooks library has
 * verified.
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One delivery that was verified. */
    public record Delivery(String id, JsonNode body) {
        public String type() {
            return body.path("type").asString();
        }

        public String call() {
            return body.path("data").path("call").asString();
        }

        public int order() {
            return body.path("data").path("order").asInt();
        }
    }

    private final HttpServer http;
    private final Webhook verifier;
    private final List<Delivery> taken = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile Duration pause = Duration.ZERO;
    private volatile int status = 204;

    /**
     * Listens.
     *
     * @param port 0 for any
     * @param secret {@code whsec_…}
     */
    public WebhookReceiver(int port, String secret) {
        verifier = new Webhook(secret);
        try {
            http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/hook", this::take);
        http.start();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** From now on answers with this status; what is refused does not count as taken. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    public List<Delivery> taken() {
        return List.copyOf(taken);
    }

    /** As if nothing had come yet. */
    public void forget() {
        taken.clear();
    }

    /** From now on takes so long for each answer. */
    public void answerAfter(Duration time) {
        pause = time;
    }

    /** How many attempts were refused. */
    public int refused() {
        return refused.get();
    }

    /** Waits for a delivery of that type for that call. */
    public Delivery await(String type, String call) {
        return Awaitility.await(type + " of " + call)
                .atMost(PATIENCE)
                .until(
                        () ->
                                taken.stream()
                                        .filter(delivery -> delivery.type().equals(type))
                                        .filter(delivery -> delivery.call().equals(call))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until that many calls have had that type; gives them as they came. */
    public List<String> awaitCalls(String type, int count) {
        return Awaitility.await(type + " no " + count)
                .atMost(PATIENCE)
                .until(() -> calls(type), calls -> calls.size() >= count);
    }

    /** The calls that had that type, as they came. */
    public List<String> calls(String type) {
        return taken.stream()
                .filter(delivery -> delivery.type().equals(type))
                .map(Delivery::call)
                .distinct()
                .toList();
    }

    /**
     * Order numbers of one call as its messages came, each delivery id once: 1, 2, 3 …, if all is
     * well.
     */
    public List<Integer> orders(String call) {
        return taken.stream()
                .filter(delivery -> delivery.call().equals(call))
                .collect(
                        Collectors.toMap(
                                Delivery::id,
                                Delivery::order,
                                (first, again) -> first,
                                LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** Types in the order they were taken for one call, each delivery id once. */
    public List<String> types(String call) {
        return taken.stream()
                .filter(delivery -> delivery.call().equals(call))
                .collect(
                        Collectors.toMap(
                                Delivery::id,
                                Delivery::type,
                                (first, again) -> first,
                                LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** Deliveries whose signature was wrong: none, if all is well. */
    public List<String> forged() {
        return List.copyOf(forged);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        Duration before = pause;
        if (before.isPositive()) {
            Awaitility.await().pollDelay(before).timeout(before.plusSeconds(5)).until(() -> true);
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
        try {
            verifier.verify(body, headers);
            if (status / 100 == 2) {
                taken.add(
                        new Delivery(
                                headers.firstValue("webhook-id").orElseThrow(),
                                JSON.readTree(body)));
            } else {
                refused.incrementAndGet();
            }
        } catch (WebhookVerificationException wrong) {
            forged.add(wrong.getMessage() + ": " + body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
