package zarang.journal;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;
import zarang.journal.JournalFigures.ConsumerFigures;

/** Who acts on the journal: points, webhooks. */
public record ConsumerGroupFigures(Supplier<JournalFigures> journal) implements Meters {
    private static final String LABEL = "consumer";

    @Override
    public void putOn(Board board) {
        counter(board, journal, "done", "Facts that the consumer took", ConsumerFigures::done);
        counter(board, journal, "failed", "Tries that failed", ConsumerFigures::failed);
        counter(
                board,
                journal,
                "parked",
                "Facts put aside after too many tries",
                ConsumerFigures::parked);
        counter(
                board,
                journal,
                "unread",
                "Facts put aside for a later version of Zarang",
                ConsumerFigures::unread);
        counter(
                board,
                journal,
                "dropped",
                "Facts of a later version for which there was no room aside; to be 0 for ever",
                ConsumerFigures::dropped);
        counter(
                board,
                journal,
                "readings",
                "Times that it read in Redis: every 5 s, and what this process had not seen",
                ConsumerFigures::readings);
        board.gauges(
                "zarang_journal_consumer_behind",
                "Facts that the consumer has not done yet; NaN while unknown",
                LABEL,
                () ->
                        journal.get().consumers().stream()
                                .collect(
                                        Collectors.toMap(
                                                ConsumerFigures::name,
                                                of -> of.behind() < 0 ? Double.NaN : of.behind())));
    }

    private static void counter(
            Board board,
            Supplier<JournalFigures> journal,
            String what,
            String help,
            Function<ConsumerFigures, Long> value) {
        board.counters(
                "zarang_journal_consumer_" + what + "_total",
                help,
                LABEL,
                () ->
                        journal.get().consumers().stream()
                                .collect(Collectors.toMap(ConsumerFigures::name, value)));
    }
}
