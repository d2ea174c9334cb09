package zarang.recorder;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** Recordings. */
public record RecorderFigures(Supplier<RecorderCounters> all) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_recordings_open",
                "Recordings being written or sealed",
                () -> all.get().open());
        board.counter(
                "zarang_recordings_begun_total",
                "Recordings that were asked for",
                () -> all.get().begun());
        board.counter(
                "zarang_recordings_ready_total",
                "Recordings whole on disk and announced",
                () -> all.get().ready());
        board.counter(
                "zarang_recordings_repaired_total",
                "Recordings mended after a crash",
                () -> all.get().repaired());
        board.counter(
                "zarang_recordings_refused_total",
                "Talks not recorded: too many at a time, or the file could not be made",
                () -> all.get().refused());
        board.counter(
                "zarang_recordings_cut_short_total",
                "Recordings ended early: disk full or failing, or at the longest length",
                () -> all.get().cutShort());
        board.counter(
                "zarang_recordings_not_sealed_total",
                "Recordings left until the next start because sealing failed",
                () -> all.get().notSealed());
        packets(board, all);
    }

    private static void packets(Board board, Supplier<RecorderCounters> all) {
        board.counter(
                "zarang_recordings_packets_total",
                "RTP packets taken for recordings",
                () -> all.get().packets());
        board.counter(
                "zarang_recordings_packets_overflowed_total",
                "RTP packets not recorded because the disk did not keep up",
                () -> all.get().overflowed());
        board.counter(
                "zarang_recordings_packets_late_total",
                "RTP packets not recorded because they came too late",
                () -> all.get().late());
        board.counter(
                "zarang_recordings_packets_unusable_total",
                "RTP packets not recorded because they could not be used",
                () -> all.get().unusable());
        board.counter(
                "zarang_recordings_anchors_total",
                "Times a side of a recording was placed by arrival",
                () -> all.get().anchors());
    }
}
