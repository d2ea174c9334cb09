package zarang.tests.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * The CRM that the scenarios ask: it has PINs, tickets, orders and bookings (docs/SCENARIOS.md).
 */
final class ScenarioCrm implements AutoCloseable {
    /** What it must be shown. */
    static final String TOKEN = "Bearer of-the-scenarios";

    static final String PIN = "1234";
    static final String ORDER = "40715";

    private final HttpServer http;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ScenarioCrm() {
        try {
            http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::take);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** What it was asked, such as {@code POST /tickets {…}}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(request + " " + body);
        boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String answer = known ? answer(request, body) : "";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                known ? answer.isEmpty() ? 404 : 200 : 401, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Empty for what there is not. */
    private static String answer(String request, String body) {
        return switch (request.replaceFirst("\\?.*", "")) {
            case "POST /pin" -> "{\"right\": " + body.contains("\"" + PIN + "\"") + "}";
            case "POST /tickets" -> "{\"number\": \"140512\"}";
            case "GET /orders/" + ORDER ->
                    "{\"status\": \"sent\", \"day\": \"1405-01-10\", \"sum\": 12500000}";
            case "POST /bookings" -> "{\"booked\": true, \"number\": \"314\"}";
            default -> "";
        };
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
