package zarang.call.actor;

import java.time.Duration;

/**
 * Bounds of the exchange.
 *
 * @param callsMax calls at the same time; one more is refused with 503; 1-100000
 * @param callLongest a call that lasts longer is ended; 1 min to 24 h
 */
public record ExchangeSettings(int callsMax, Duration callLongest) {}
