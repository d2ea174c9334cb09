package zarang.tests.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A host of the web that scripts tell something; it takes all of it. */
final class ToldByScripts implements AutoCloseable {
    private static final int PATIENCE_S = 20;

    private final HttpServer http;
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

    ToldByScripts() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(
                "/",
                exchange -> {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    /** What it was told next. */
    String take() throws InterruptedException {
        String body = bodies.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (body == null) {
            throw new AssertionError("nobody told anything");
        }
        return body;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
