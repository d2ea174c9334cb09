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
 */
public record UserAgentSettings(
        String product, String contactUser, int sessionsMax, Duration retryAfter) {
    public static UserAgentSettings of(String product, String contactUser, int sessionsMax) {
        return new UserAgentSettings(product, contactUser, sessionsMax, Duration.ofSeconds(5));
    }
}
