package zarang.sip.session;

import java.time.Duration;

/**
 * How a user agent behaves.
 *
 * @param product for {@code Server} and {@code User-Agent}, such as {@code Zarang}, without a
 *     version: a scanner would know what to try
 * @param contactUser the user part of our Contact, may be empty
 * @param sessionsMax INVITE sessions at once, in and out; 503 beyond
 * @param retryAfter what a 503 tells the caller to wait
 * @param sessionExpires how long a session may live without a refresh, 90 s to a day; RFC 4028
 */
public record UserAgentSettings(
        String product,
        String contactUser,
        int sessionsMax,
        Duration retryAfter,
        Duration sessionExpires) {
    /** What RFC 4028 §4 recommends. */
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    public UserAgentSettings {
        if (sessionExpires.toSeconds() < SessionExpires.LEAST_S
                || sessionExpires.toSeconds() > SessionExpires.MOST_S) {
            throw new IllegalArgumentException("a session expires after 90 s to a day");
        }
    }

    /** Those of a user agent with the usual times. */
    public static UserAgentSettings of(String product, String contactUser, int sessionsMax) {
        return new UserAgentSettings(product, contactUser, sessionsMax, RETRY_AFTER, HALF_AN_HOUR);
    }

    /** The same with another time for sessions. */
    public UserAgentSettings withSessionExpires(Duration other) {
        return new UserAgentSettings(product, contactUser, sessionsMax, retryAfter, other);
    }
}
