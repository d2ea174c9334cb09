package zarang.journal;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** Facts on their way to Redis. */
public record SpoolFigures(Supplier<JournalFigures> journal) implements Meters {
    @Override
    public void putOn(Board board) {
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
        board.counter(
                "zarang_journal_sent_again_total",
                "Facts sent once more because a Redis that took over did not have them",
                () -> journal.get().again());
        board.counter(
                "zarang_journal_set_aside_total",
                "Facts and open calls that nobody could take, kept in {journal}:aside",
                () -> journal.get().aside());
        board.counter(
                "zarang_journal_parked_on_disk_total",
                "Facts that this version cannot read, kept in the spool for a later one",
                () -> journal.get().parkedOnDisk());
        board.counter(
                "zarang_journal_nodes_adopted_total",
                "Silent nodes whose open calls this one ended",
                () -> journal.get().adopted());
        board.gauge(
                "zarang_journal_node_taken",
                "Whether another living process has this node's name, 1 or 0",
                () -> journal.get().nodeTaken() ? 1 : 0);
        board.gauge(
                "zarang_journal_disk_fails",
                "Whether the spool's disk takes nothing, 1 or 0",
                () -> journal.get().diskFails() ? 1 : 0);
        board.gauge(
                "zarang_journal_memory_entries",
                "Facts in memory alone, while the spool's disk takes nothing",
                () -> journal.get().memoryEntries());
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
