package zarang.api.connection;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The connections of clients. There are so many at most: for one more the one goes that has asked
 * nothing for longest, so that whoever holds them all keeps nobody out, and neither calls nor media
 * ever lack a file descriptor for them. One that asks nothing for a while is closed, also if it
 * goes on sending a byte now and then: half a request is none. Any thread.
 */
public final class HttpConnections {
    /** Browsers, programs, a proxy and its pool: far more than a server of its size has. */
    public static final int MAX = 2_000;

    /** As long as a program keeps one that it uses now and then. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final int most;
    private final long silenceNanos;
    private final LongSupplier nanos;
    private final Map<HttpConnection, Standing> open = new ConcurrentHashMap<>();
    private final LongAdder replaced = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder silent = new LongAdder();

    /**
     * @param most at once
     * @param nanos a monotonic clock
     */
    public HttpConnections(int most, LongSupplier nanos) {
        this.most = most;
        this.silenceNanos = SILENCE.toNanos();
        this.nanos = nanos;
    }

    /** What one is at. */
    private static final class Standing {
        final AtomicInteger asked = new AtomicInteger();
        volatile long sinceNanos;

        Standing(long now) {
            sinceNanos = now;
        }

        boolean isIdle() {
            return asked.get() == 0;
        }
    }

    /** Looks for silent ones from now on, as long as {@code vertx} lives. */
    public void watch(Vertx vertx) {
        var _ = vertx.setPeriodic(LOOK.toMillis(), id -> look());
    }

    /** A client has connected. */
    public void opened(HttpConnection connection) {
        if (open.size() >= most && !makeRoom()) {
            refused.increment();
            var _ = connection.close();
            return;
        }
        open.put(connection, new Standing(nanos.getAsLong()));
        connection.closeHandler(closed -> open.remove(connection));
    }

    private boolean makeRoom() {
        Optional<HttpConnection> idlest =
                open.entrySet().stream()
                        .filter(each -> each.getValue().isIdle())
                        .min(Comparator.comparingLong(each -> each.getValue().sinceNanos))
                        .map(Map.Entry::getKey);
        idlest.ifPresent(connection -> {
            replaced.increment();
            end(connection);
        });
        return idlest.isPresent();
    }

    private void end(HttpConnection connection) {
        open.remove(connection);
        var _ = connection.close();
    }

    /** It is a WebSocket now, which is somebody else's to count and to close. */
    public void upgraded(HttpConnection connection) {
        open.remove(connection);
    }

    /** It asks something, until that is answered. */
    public void asks(HttpServerRequest request) {
        Standing standing = open.get(request.connection());
        if (standing == null) {
            return;
        }
        standing.asked.incrementAndGet();
        request.response()
                .endHandler(answered -> {
                    standing.sinceNanos = nanos.getAsLong();
                    standing.asked.decrementAndGet();
                });
    }

    /** Closes those that have asked nothing for too long. */
    void look() {
        long now = nanos.getAsLong();
        open.forEach((connection, standing) -> {
            if (standing.isIdle() && now - standing.sinceNanos > silenceNanos) {
                silent.increment();
                end(connection);
            }
        });
    }

    public HttpCounts counts() {
        return new HttpCounts(open.size(), replaced.sum(), refused.sum(), silent.sum());
    }
}
