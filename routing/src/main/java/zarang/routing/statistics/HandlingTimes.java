package zarang.routing.statistics;

import java.util.OptionalLong;

/**
 * What the time of handling callers was made of, in ms; of talks that are over, with their
 * wrap-ups.
 *
 * @param ahtMs all three ÷ talks; empty: there was none
 */
public record HandlingTimes(long talkMs, long holdMs, long wrapUpMs, OptionalLong ahtMs) {
    static HandlingTimes of(Tallies of) {
        long talk = of.of("talkMs");
        long hold = of.of("holdMs");
        long wrapUp = of.of("wrapUpMs");
        return new HandlingTimes(
                talk, hold, wrapUp, Tallies.mean(talk + hold + wrapUp, of.of("talks")));
    }
}
