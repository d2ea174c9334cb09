package zarang.api.statistics;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zarang.routing.statistics.QueueRow;

/** A queue's figures as they are sent; what cannot be divided is null. */
record ShownQueueRow(
        String queue,
        OffsetDateTime from,
        OffsetDateTime to,
        long offered,
        long answered,
        long answeredInTarget,
        long abandoned,
        long shortAbandons,
        long overflowed,
        Map<String, Long> left,
        Map<String, Long> refused,
        long waiting,
        long missed,
        ShownLevels serviceLevel,
        @Nullable Long asaMs,
        @Nullable Long meanWaitMs,
        @Nullable Long longestWaitMs,
        long talks,
        long talksLost,
        ShownHandling handling) {
    record ShownLevels(
            @Nullable Double ofAnswered,
            @Nullable Double ofOffered,
            @Nullable Double withoutShortAbandons,
            @Nullable Double abandonsInTimeCount) {
        static ShownLevels of(QueueRow.ServiceLevels levels) {
            return new ShownLevels(
                    Nulls.of(levels.ofAnswered()),
                    Nulls.of(levels.ofOffered()),
                    Nulls.of(levels.withoutShortAbandons()),
                    Nulls.of(levels.abandonsInTimeCount()));
        }
    }

    static ShownQueueRow of(QueueRow row, ZoneId zone) {
        return new ShownQueueRow(
                row.queue(),
                row.from().atZone(zone).toOffsetDateTime(),
                row.to().atZone(zone).toOffsetDateTime(),
                row.offered(),
                row.answered(),
                row.answeredInTarget(),
                row.abandoned(),
                row.shortAbandons(),
                row.overflowed(),
                new TreeMap<>(row.left()),
                new TreeMap<>(row.refused()),
                row.waiting(),
                row.missed(),
                ShownLevels.of(row.serviceLevel()),
                Nulls.of(row.asaMs()),
                Nulls.of(row.meanWaitMs()),
                Nulls.of(row.longestWaitMs()),
                row.talks(),
                row.talksLost(),
                ShownHandling.of(row.handling()));
    }
}
