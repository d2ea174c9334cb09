package zarang.journal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the newest segment. What a failed write left behind is cut off again and written anew in
 * the same file, so a full disk is not filled with files, and no entry is there twice. Where even
 * that fails, the file is left as it is, its good part counts, and a new one is begun.
 */
final class SegmentWriter {
    private static final int PROBE_BYTES = 4096;

    private final SpoolSettings settings;
    private final SpoolDisk disk;
    private final Segments segments;
    private final InstantSource clock;
    private SpoolDisk.@Nullable File file;
    private long segment;
    private long begunAt;

    /**
     * @param last number of the newest segment that there was
     */
    SegmentWriter(
            SpoolSettings settings,
            SpoolDisk disk,
            Segments segments,
            InstantSource clock,
            long last) {
        this.settings = settings;
        this.disk = disk;
        this.segments = segments;
        this.clock = clock;
        segment = last;
    }

    /**
     * Writes and waits until it is on the disk.
     *
     * @param now monotonic, ns
     */
    void write(byte[] frames, long now) throws IOException {
        SpoolDisk.File to = file;
        if (to == null || isFull(now)) {
            to = roll(now);
        }
        long size = segments.size(segment);
        try {
            to.write(ByteBuffer.wrap(frames), size);
            to.force();
        } catch (IOException e) {
            cutBack(to, size);
            throw e;
        }
        segments.grew(segment, frames.length);
    }

    /** Whether the disk takes anything: writes what is no frame, and takes it back. */
    void probe(long now) throws IOException {
        SpoolDisk.File to = file == null ? roll(now) : file;
        long size = segments.size(segment);
        try {
            to.write(ByteBuffer.allocate(PROBE_BYTES), size);
            to.force();
        } finally {
            cutBack(to, size);
        }
    }

    /** A segment holds a part of the time that is kept, so that each can go when its time is up. */
    private boolean isFull(long now) {
        long size = segments.size(segment);
        boolean old = now - begunAt >= settings.keepSent().toNanos() / 5;
        return size >= settings.segmentBytes()
                || (size > 0 && old && !settings.keepSent().isZero());
    }

    private SpoolDisk.File roll(long now) throws IOException {
        close();
        segment = Math.max(segment + 1, clock.millis());
        SpoolDisk.File next = disk.create(segments.path(segment));
        try {
            disk.sync(settings.folder());
        } catch (IOException e) {
            next.close();
            disk.delete(segments.path(segment));
            throw e;
        }
        segments.add(segment);
        begunAt = now;
        file = next;
        return next;
    }

    private void cutBack(SpoolDisk.File failed, long size) throws IOException {
        try {
            failed.truncate(size);
        } catch (IOException worse) {
            file = null;
            failed.close();
            if (size == 0) {
                segments.forget(segment);
            }
        }
    }

    /** Whether {@code number} is being written and has room. */
    boolean isAt(long number) {
        return file != null && number == segment && segments.size(number) < settings.segmentBytes();
    }

    /** Number of the newest segment. */
    long segment() {
        return segment;
    }

    void close() throws IOException {
        SpoolDisk.File open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
