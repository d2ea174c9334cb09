package zarang.sip.source;

import java.time.Duration;

/**
 * How many datagrams are read of whom. The addresses of a NAT or a proxy speak for many, so one
 * port of an address may use half of what the address may: one that floods leaves the other half to
 * those beside it.
 *
 * @param stranger of one address that is nothing to us
 * @param strangers of all those together: what may come from addresses that are made up
 * @param trusted of one address of a trunk, or one with registered phones or calls
 */
public record SourceLimits(
        Limit stranger, Limit strangerPort, Limit strangers, Limit trusted, Limit trustedPort) {
    /**
     * Bursts are two seconds' worth: an office whose phones all start at once has some hundred
     * REGISTERs in that time.
     */
    private static final Duration BURST = Duration.ofSeconds(2);

    /** As many strangers as may speak as much as they may at one time. */
    private static final int STRANGERS = 10;

    public static SourceLimits of(int strangerPerSecond, int trustedPerSecond) {
        return new SourceLimits(
                Limit.perSecond(strangerPerSecond, BURST),
                Limit.perSecond(Math.max(1, strangerPerSecond / 2), BURST),
                Limit.perSecond(strangerPerSecond * STRANGERS, BURST),
                Limit.perSecond(trustedPerSecond, BURST),
                Limit.perSecond(Math.max(1, trustedPerSecond / 2), BURST));
    }
}
