package zarang.api.statistics;

import org.jspecify.annotations.Nullable;
import zarang.routing.statistics.HandlingTimes;

/** What handling was made of, as it is sent. */
record ShownHandling(long talkMs, long holdMs, long wrapUpMs, @Nullable Long ahtMs) {
    static ShownHandling of(HandlingTimes times) {
        return new ShownHandling(
                times.talkMs(), times.holdMs(), times.wrapUpMs(), Nulls.of(times.ahtMs()));
    }
}
