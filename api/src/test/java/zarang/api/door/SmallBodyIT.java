package zarang.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SmallBodyIT {
    @Test
    void aBodyThatDripsIsWaitedForSoLongAndNoLonger() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server =
                    vertx.createHttpServer()
                            .requestHandler(request -> {
                                request.pause();
                                SmallBody.of(request, vertx, Duration.ofMillis(300))
                                        .onComplete(
                                                whole -> request.response().end("whole"),
                                                late -> request.response().end(late.getMessage()));
                            })
                            .listen(0, "127.0.0.1")
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS);
            try (Socket client =
                    new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
                client.setSoTimeout(5_000);
                client.getOutputStream()
                        .write(
                                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"
                                        .getBytes(StandardCharsets.US_ASCII));
                byte[] answer = new byte[200];
                int length = client.getInputStream().read(answer);
                assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200")
                        .contains("the body was not whole within");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
