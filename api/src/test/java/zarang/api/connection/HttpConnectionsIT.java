package zarang.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever takes all connections, or says nothing on them, keeps nobody out. */
class HttpConnectionsIT {
    private static final int MOST = 3;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final HttpConnections connections = new HttpConnections(MOST, nanos::get);
    private final List<Socket> clients = new ArrayList<>();
    private final List<HttpServerRequest> hanging = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        server =
                vertx.createHttpServer(
                                // as ours: else it waits for a first byte before it tells of one
                                new HttpServerOptions().setHttp2ClearTextEnabled(false))
                        .connectionHandler(connections::opened)
                        .requestHandler(request -> {
                            connections.asks(request);
                            if ("/hangs".equals(request.path())) {
                                hanging.add(request);
                            } else {
                                var _ = request.response().end("here");
                            }
                        })
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** A client that has sent that, each a moment after the one before. */
    private Socket client(String says) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        client.setSoTimeout(5_000);
        clients.add(client);
        client.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
        nanos.addAndGet(1_000_000);
        return client;
    }

    private Socket asking(String path) throws IOException {
        return client("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static boolean isAnswered(Socket client) throws IOException {
        byte[] first = new byte[64];
        return client.getInputStream().read(first) > 0;
    }

    private static boolean isClosed(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private void awaitOpen(int count) {
        Awaitility.await().until(() -> connections.counts().open() == count);
    }

    @Test
    void forOneMoreThanMayBeTheOneGoesThatAskedNothingForLongest() throws Exception {
        Socket silent = client("");
        awaitOpen(1);
        Socket half = client("GET / HTTP/1.1\r\nHost: x\r\nX-Half: ");
        awaitOpen(2);
        asking("/hangs");
        awaitOpen(3);
        Awaitility.await().until(() -> !hanging.isEmpty());
        assertThat(isAnswered(asking("/"))).isTrue();
        assertThat(isClosed(silent)).as("the one that was silent longest").isTrue();
        assertThat(isAnswered(asking("/"))).isTrue();
        assertThat(isClosed(half)).as("half a request is none").isTrue();
        assertThat(connections.counts()).isEqualTo(new HttpCounts(MOST, 2, 0, 0));
    }

    @Test
    void whereAllAreAtWorkTheNewOneGoes() throws Exception {
        for (int i = 0; i < MOST; i++) {
            asking("/hangs");
        }
        Awaitility.await().until(() -> hanging.size() == MOST);
        assertThat(isClosed(asking("/"))).isTrue();
        assertThat(connections.counts()).isEqualTo(new HttpCounts(MOST, 0, 1, 0));
        hanging.forEach(request -> {
            var _ = request.response().end("late");
        });
        Awaitility.await().untilAsserted(() -> assertThat(isAnswered(asking("/"))).isTrue());
    }

    @Test
    void oneThatAsksNothingForAMinuteIsClosedAlsoIfItDripsAndOneAtWorkIsNot() throws Exception {
        Socket drips = client("GET / HTTP/1.1\r\nHost: x\r\nX-Half: ");
        Socket waits = asking("/hangs");
        Socket asked = asking("/");
        assertThat(isAnswered(asked)).isTrue();
        Awaitility.await().until(() -> connections.counts().open() == 3 && hanging.size() == 1);
        nanos.addAndGet(HttpConnections.SILENCE.toNanos() - 500_000_000L);
        drips.getOutputStream().write('a');
        connections.look();
        assertThat(connections.counts().open()).isEqualTo(3);
        nanos.addAndGet(1_000_000_000L);
        connections.look();
        assertThat(isClosed(drips)).isTrue();
        assertThat(connections.counts()).isEqualTo(new HttpCounts(1, 0, 0, 2));
        var _ = hanging.getFirst().response().end("late");
        assertThat(isAnswered(waits)).isTrue();
    }
}
