package zarang.sip.engine;

/**
 * What the engine has seen, for metrics.
 *
 * @param legs now
 * @param sessions SIP sessions now, with those that are still being ended
 * @param registeredUsers now
 * @param refusedForMedia calls refused because no media port was free
 * @param refusedForOffer calls refused because no stream could come of the offer
 * @param authenticationFailures wrong passwords, unknown users and forged nonces
 * @param authenticationReplays credentials used twice
 */
public record EngineCounts(
        int legs,
        int sessions,
        int registeredUsers,
        long refusedForMedia,
        long refusedForOffer,
        long authenticationFailures,
        long authenticationReplays) {}
