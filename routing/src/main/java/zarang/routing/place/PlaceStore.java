package zarang.routing.place;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;

/**
 * Where places lie that outlive calls and processes. Each step is one atomic change, by the store's
 * own clock; spans are told, never moments. Nothing waits; may fail.
 */
interface PlaceStore {
    /** A process that was not heard of for so long is dead: what it kept may be regained. */
    Duration LEASE = Duration.ofSeconds(3);

    /** Of one number in one queue: what comes beyond is not kept. */
    int CALLS_MAX = 16;

    /** The place of one call. */
    record Place(QueueName queue, PhoneNumber caller, String call) {}

    /**
     * What came of looking for a place.
     *
     * @param waited how long the caller had waited; empty: nothing is left by it
     * @param others whether another call of the number waits in the queue, which may leave its
     *     place yet
     */
    record Claim(Optional<Duration> waited, boolean others) {}

    /** How the wait of a call ended. */
    enum End {
        /** It has nothing to regain. */
        GONE,
        /** Nor has its number. */
        SERVED,
        /** It may be had again. */
        DROPPED
    }

    /** This process lives; whatever had its name before does not. */
    CompletionStage<?> beat();

    /** The caller waits, and has waited so long by now. */
    CompletionStage<?> keep(Place place, Duration waited);

    /**
     * Gives to this call, which is kept, the place that its number left in the queue: of several
     * the one that waited longest.
     *
     * @param regain a place that was left longer ago is none
     */
    CompletionStage<Claim> claim(Place place, Duration regain);

    /** The caller has not waited since {@code ago}; what is not kept is harmless. */
    CompletionStage<?> end(Place place, End how, Duration ago);
}
