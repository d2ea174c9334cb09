package zarang.crm.webhook;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt. */
public sealed interface Attempt {
    /** The receiver said 2xx in time. */
    record Delivered(int status) implements Attempt {}

    /**
     * Not now.
     *
     * @param reason a status, or a few words; never a part of the body or the url
     * @param retryAfter what the receiver asked for
     */
    record Failed(String reason, Optional<Duration> retryAfter) implements Attempt {}

    /** The receiver said 410: it wants nothing more, ever. */
    record Gone() implements Attempt {}
}
