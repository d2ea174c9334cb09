package zarang.routing.reserve;

import java.time.Instant;
import zarang.call.queue.OfferId;

/** What came of asking for an agent. */
public sealed interface Lease {
    /** The agent is this offer's, until then unless confirmed again. */
    record Held(Instant until) implements Lease {}

    /** The agent is another offer's. */
    record Taken(OfferId by, Instant until) implements Lease {}
}
