package zarang.call.engine;

import java.time.Instant;

/**
 * A source that an engine does not listen to for now.
 *
 * @param source an IPv4 address, or the first of the IPv6 addresses that share their first 64 bits
 * @param reason in words
 * @param times how often it was banned, this time included; 1 and up
 */
public record BannedSource(String source, String reason, Instant since, Instant until, int times) {}
