package zarang.delivery;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt. */
public sealed interface Attempt {
    /** The receiver took it. */
    record Delivered() implements Attempt {}

    /**
     * Not now.
     *
     * @param reason a status, or a few words; never a part of the body or the address
     * @param retryAfter what the receiver asked for
     */
    record Failed(String reason, Optional<Duration> retryAfter) implements Attempt {}

    /** The receiver wants nothing more, ever. */
    record Gone() implements Attempt {}
}
