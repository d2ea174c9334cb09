package zarang.api.live;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a WebSocket begins with, RFC 6455 §4.2.1. Asked before Vert.x is: what it refuses by itself
 * is a fault of the server's to it, with a stack trace each.
 */
final class Handshake {
    /** 16 bytes in base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private Handshake() {}

    static boolean isOne(HttpServerRequest request) {
        @Nullable String key = request.getHeader("Sec-WebSocket-Key");
        return request.method().equals(HttpMethod.GET)
                && request.version() == HttpVersion.HTTP_1_1
                && has(request, "Upgrade", "websocket")
                && has(request, "Connection", "upgrade")
                && has(request, "Sec-WebSocket-Version", "13")
                && key != null
                && KEY.matcher(key.strip()).matches();
    }

    private static boolean has(HttpServerRequest request, String header, String word) {
        List<String> lines = request.headers().getAll(header);
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .anyMatch(each -> each.strip().equalsIgnoreCase(word));
    }
}
