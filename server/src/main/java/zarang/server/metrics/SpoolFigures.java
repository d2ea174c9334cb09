package zarang.server.metrics;

import java.util.function.Supplier;
import zarang.crm.journal.JournalFigures;

/** Facts on their way to Redis. */
final class SpoolFigures {
    private SpoolFigures() {}

    static void put(Board board, Supplier<JournalFigures> journal) {
        board.counter(
                "zarang_journal_appended_total", "Facts that came", () -> journal.get().appended());
        board.counter(
                "zarang_journal_sent_total",
                "Facts that reached Redis, those sent again included",
                () -> journal.get().sent());
        board.counter(
                "zarang_journal_lost_total",
                "Facts refused at a bound or not written; to be 0 for ever",
                () -> journal.get().lost());
        board.gauge(
                "zarang_journal_spool_entries",
                "Facts on disk that wait for Redis",
                () -> journal.get().spoolEntries());
        board.gauge(
                "zarang_journal_spool_bytes",
                "Size of the spool on disk",
                () -> journal.get().spoolBytes());
        board.gauge(
                "zarang_journal_spool_max_bytes",
                "Bound of the spool, journal.spool-mib",
                () -> journal.get().spoolBytesMax());
        board.gauge(
                "zarang_journal_spool_damaged_bytes",
                "Bytes torn or damaged when the spool was opened",
                () -> journal.get().damagedBytes());
        board.gauge(
                "zarang_journal_redis_away",
                "Whether the last batch of facts did not reach Redis, 1 or 0",
                () -> journal.get().redisAway() ? 1 : 0);
    }
}
