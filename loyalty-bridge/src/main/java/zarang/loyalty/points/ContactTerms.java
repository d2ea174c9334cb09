package zarang.loyalty.points;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.fact.CallEnded;

/**
 * Which ended calls are contacts that earn, and how many of them a day.
 *
 * @param minConnected from the answer to the end; a shorter call earns nothing
 * @param minTalk with agents; a shorter talk earns nothing
 * @param results those that count
 * @param perDay contacts of one member that count on one calendar day of the club; 0: no limit
 */
public record ContactTerms(
        Duration minConnected, Duration minTalk, Set<Result> results, int perDay) {
    /** Every call that the hotline answered. */
    public static final ContactTerms ANY =
            new ContactTerms(
                    Duration.ZERO,
                    Duration.ZERO,
                    EnumSet.complementOf(EnumSet.of(Result.NOT_ANSWERED)),
                    0);

    public ContactTerms {
        // in the order of the enum: processes compare how their rules are written
        results = Collections.unmodifiableSet(EnumSet.copyOf(results));
        if (minConnected.isNegative() || minTalk.isNegative() || perDay < 0) {
            throw new IllegalArgumentException("less than nothing: " + minConnected + minTalk);
        }
    }

    /** Why a call is no contact that earns. */
    public enum Shortfall {
        NOT_ANSWERED,
        RESULT,
        CONNECTED_TOO_SHORT,
        TALK_TOO_SHORT
    }

    /**
     * What the call lacks; nothing if it earns. A call that Zarang itself cut counts however short
     * it was and whatever came of it: the caller is not to blame.
     */
    Optional<Shortfall> shortfall(CallEnded ended) {
        if (!ended.answered()) {
            return Optional.of(Shortfall.NOT_ANSWERED);
        }
        if (cutByZarang(ended.termination())) {
            return Optional.empty();
        }
        if (!results.contains(ended.termination().result())) {
            return Optional.of(Shortfall.RESULT);
        }
        if (ended.times().connectedMs() < minConnected.toMillis()) {
            return Optional.of(Shortfall.CONNECTED_TOO_SHORT);
        }
        return ended.times().talkMs() < minTalk.toMillis()
                ? Optional.of(Shortfall.TALK_TOO_SHORT)
                : Optional.empty();
    }

    /**
     * A lost leg (no media, no answer to a request) ends as {@code FAILED} by {@code ZARANG} too.
     * It is not meant here, for a caller can bring it about.
     */
    private static boolean cutByZarang(CallTermination termination) {
        return termination.result() == Result.FAILED
                && termination.party() == Party.ZARANG
                && termination.cause() == Cause.SERVER_FAILURE;
    }
}
