package zarang.recorder;

/**
 * What the recorder did since it started; counts only grow, but for {@code open}.
 *
 * @param open recordings being written or sealed now
 * @param begun recordings that were asked for
 * @param refused not recorded at all: too many at a time, or the file could not be made
 * @param cutShort ended early: disk full or failing, or at the longest length
 * @param ready whole on disk and announced
 * @param repaired of those ready, mended after a crash
 * @param notSealed left as they are until the next start, because sealing failed
 * @param packets RTP packets taken
 * @param overflowed packets lost because the writer did not keep up: silence in the file
 * @param late packets that came after their place was written: dropped
 * @param unusable packets that are no G.711, oversized or stamped with an impossible time
 * @param anchors times a side was placed by arrival: its start, a new SSRC, a timestamp jump
 */
public record RecorderCounters(
        long open,
        long begun,
        long refused,
        long cutShort,
        long ready,
        long repaired,
        long notSealed,
        long packets,
        long overflowed,
        long late,
        long unusable,
        long anchors) {}
