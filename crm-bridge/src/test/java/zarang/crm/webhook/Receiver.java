package zarang.crm.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A CRM: verifies each message with the published library and answers as it is told. */
final class Receiver implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** A message that arrived, whatever was answered. */
    record Message(String id, String call, long order, String data, int status, boolean verified) {}

    /** Says what to answer. */
    @FunctionalInterface
    interface Answer {
        int to(String call, long order, int timesSeen) throws IOException;
    }

    final List<Message> messages = new CopyOnWriteArrayList<>();
    volatile Answer answer = (call, order, seen) -> 204;
    volatile String retryAfter = "";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Webhook verifier = new Webhook(SECRET);
    private final JsonMapper mapper = JsonMapper.builder().build();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/hook", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            JsonNode data = mapper.readTree(body).path("data");
            String call = data.path("call").asString();
            long order = data.path("order").asLong();
            int seen = (int) messages.stream().filter(m -> m.id().equals(id)).count();
            int status = answer.to(call, order, seen);
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("retry-after", retryAfter);
            }
            messages.add(
                    new Message(
                            id, call, order, data.toString(), status, verified(exchange, body)));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private boolean verified(HttpExchange exchange, String body) {
        try {
            verifier.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (n, v) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    /** Orders that were taken for a call, as they came. */
    List<Long> taken(String call) {
        return messages.stream()
                .filter(m -> m.call().equals(call) && m.status() / 100 == 2)
                .map(Message::order)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
