package zarang.sip.engine;

/**
 * What the engine has seen, for metrics.
 *
 * @param legs now
 * @param sessions SIP sessions now, with those that are still being ended
 * @param registeredUsers now
 * @param refusedForMedia calls refused because no media port was free
 * @param refusedForOffer calls refused because no stream could come of the offer
 * @param refusedUnknownSource INVITEs refused with 403: their source is no trunk
 * @param refusedBusySource INVITEs refused with 503: their source has too many calls in progress
 * @param authenticationFailures wrong passwords and unknown users
 * @param authenticationReplays credentials used twice
 * @param authenticationUnjudged credentials that were not looked at, since too many of their source
 *     were wrong
 * @param pathsIgnored REGISTERs with a Path from where none is believed
 */
public record EngineCounts(
        int legs,
        int sessions,
        int registeredUsers,
        long refusedForMedia,
        long refusedForOffer,
        long refusedUnknownSource,
        long refusedBusySource,
        long authenticationFailures,
        long authenticationReplays,
        long authenticationUnjudged,
        long pathsIgnored) {}
