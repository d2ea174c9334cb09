package zarang.sip.dns;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;

/** Asks where requests to a URI go. Any thread; returns at once. */
@FunctionalInterface
public interface SipLookup {
    /** Knows no name. */
    SipLookup NONE =
            uri -> CompletableFuture.failedFuture(new IllegalStateException("no DNS here"));

    /**
     * What was found.
     *
     * @param hops with addresses, in the order in which they are tried
     * @param ttl how long it stands
     */
    record Found(List<Hop> hops, Duration ttl) {
        public Found {
            hops = List.copyOf(hops);
        }
    }

    /** Completes on any thread; a failure says in words what DNS said. */
    CompletionStage<Found> servers(SipUri uri);
}
