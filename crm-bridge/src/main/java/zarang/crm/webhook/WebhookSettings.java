package zarang.crm.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.call.fact.FactType;
import zarang.delivery.RetrySchedule;

/**
 * One endpoint that gets events.
 *
 * @param id its name in Redis keys, logs and metrics; 1 to 32 letters, digits, dashes, underscores.
 *     Stays the same when the url changes
 * @param url {@code https:}, or {@code http:} for a host that needs no secrecy
 * @param events the types that it wants, such as {@code call.ended}; empty: all that are told
 *     unasked
 * @param timeout from the start of an attempt to the status line, connecting included; 1–60 s
 * @param concurrency attempts at once, each for another call; 1–64
 * @param pendingMax messages waiting at most; those above go to the dead letters
 */
public record WebhookSettings(
        String id,
        URI url,
        WebhookSecret secret,
        Set<String> events,
        Duration timeout,
        int concurrency,
        int pendingMax,
        RetrySchedule retry) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(60);
    private static final int CONCURRENCY = 4;
    private static final int CONCURRENCY_MAX = 64;
    private static final int PENDING_MAX = 100_000;

    public WebhookSettings {
        events = Set.copyOf(events);
        require(ID.matcher(id).matches(), id, "id: 1-32 letters, digits, '-', '_'");
        String scheme = url.getScheme();
        require(
                "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme),
                id,
                "url: https or http");
        require(url.getHost() != null, id, "url: a host");
        require(url.getRawUserInfo() == null, id, "url: no user or password in it");
        require(url.getRawFragment() == null, id, "url: no '#' part");
        require(
                timeout.compareTo(TIMEOUT_MIN) >= 0 && timeout.compareTo(TIMEOUT_MAX) <= 0,
                id,
                "timeout: 0.1-60 s");
        require(concurrency >= 1 && concurrency <= CONCURRENCY_MAX, id, "concurrency: 1-64");
        require(pendingMax >= 1, id, "pending-max: 1 and up");
    }

    /** With 15 s, 4 attempts at once, 100,000 waiting, and the standard schedule. */
    public static WebhookSettings of(String id, URI url, WebhookSecret secret, Set<String> events) {
        return new WebhookSettings(
                id, url, secret, events, TIMEOUT, CONCURRENCY, PENDING_MAX, RetrySchedule.STANDARD);
    }

    /** Whether the endpoint gets facts of this type. */
    boolean wants(FactType<?> type) {
        return events.isEmpty() ? type.isToldUnasked() : events.contains(type.name());
    }

    private static void require(boolean holds, String id, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("webhook '" + id + "': expected " + expected);
        }
    }
}
