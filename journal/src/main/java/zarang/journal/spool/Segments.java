package zarang.journal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment files of a spool, oldest first, and the reading of them. */
final class Segments {
    private static final Logger log = LoggerFactory.getLogger(Segments.class);
    private static final int PIECE = 4 * Frames.PAYLOAD_MAX;

    /** What an unreadable sector costs. */
    private static final int BLOCK = 4096;

    private static final String SUFFIX = ".spool";

    private static final class Segment {
        private long size;
        private final Set<Long> unreadableBlocks = new HashSet<>();

        /** When it was seen to be sent whole, monotonic ns; empty while it is not. */
        private OptionalLong sentAt = OptionalLong.empty();
    }

    private final Path folder;
    private final SpoolDisk disk;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private final TreeMap<Long, Segment> all = new TreeMap<>();
    private SpoolDisk.@Nullable File reading;
    private long readingSegment;
    private long bytes;

    Segments(Path folder, SpoolDisk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Finds what is there. A file that cannot be a segment is set aside. */
    void find() throws IOException {
        for (Path file : disk.list(folder)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(SUFFIX)) {
                try {
                    long number =
                            Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
                    add(number);
                    grew(number, disk.size(file));
                } catch (IOException | NumberFormatException e) {
                    setAside(file, e);
                }
            }
        }
    }

    void add(long number) {
        all.put(number, new Segment());
    }

    void grew(long number, long by) {
        of(number).size += by;
        bytes += by;
    }

    long size(long number) {
        Segment segment = all.get(number);
        return segment == null ? 0 : segment.size;
    }

    private Segment of(long number) {
        Segment segment = all.get(number);
        if (segment == null) {
            throw new IllegalStateException("no segment " + number);
        }
        return segment;
    }

    Path path(long number) {
        return folder.resolve("%020d%s".formatted(number, SUFFIX));
    }

    /** The oldest place that can still be read; {@code otherwise} if there is none. */
    Place oldest(Place otherwise) {
        return all.isEmpty() ? otherwise : new Place(all.firstKey(), 0);
    }

    /** Number of the newest segment, 0 if there is none. */
    long last() {
        return all.isEmpty() ? 0 : all.lastKey();
    }

    long bytes() {
        return bytes;
    }

    /** Bytes that the disk did not give back, of the segments that are here. */
    long unreadableBytes() {
        return all.values().stream().mapToLong(s -> (long) s.unreadableBlocks.size() * BLOCK).sum();
    }

    /** Where reading goes on from {@code at}: there, or in a later segment; empty at the end. */
    Optional<Place> next(Place at) {
        for (Map.Entry<Long, Segment> segment : all.tailMap(at.segment(), true).entrySet()) {
            long offset = segment.getKey() == at.segment() ? at.offset() : 0;
            if (offset < segment.getValue().size) {
                return Optional.of(new Place(segment.getKey(), offset));
            }
        }
        return Optional.empty();
    }

    /** Reads a piece of the segment at a place that {@link #next} gave. */
    Frames.Scan read(Place at, int framesMax) {
        Segment segment = of(at.segment());
        int want = (int) Math.min(PIECE, segment.size - at.offset());
        piece.clear().limit(want);
        try {
            fill(at, want);
        } catch (IOException e) {
            if (segment.unreadableBlocks.isEmpty()) {
                log.error(
                        "journal.spool-unreadable file={}; the disk is failing: what can be read of"
                                + " it is sent, the file is kept",
                        path(at.segment()),
                        e);
            }
            salvage(at, want, segment);
        }
        return Frames.read(
                piece.position(want).flip(), framesMax, at.offset() + want == segment.size);
    }

    private void fill(Place at, int want) throws IOException {
        SpoolDisk.File from = file(at.segment());
        while (piece.position() < want) {
            if (from.read(piece, at.offset() + piece.position()) < 0) {
                throw new IOException(path(at.segment()) + " became shorter");
            }
        }
    }

    /** Reads block by block; what cannot be read is zeros, which are no frame. */
    private void salvage(Place at, int want, Segment segment) {
        for (int from = 0; from < want; from += BLOCK) {
            int to = Math.min(want, from + BLOCK);
            piece.limit(to).position(from);
            try {
                fill(at, to);
            } catch (IOException unreadable) {
                for (int i = from; i < to; i++) {
                    piece.put(i, (byte) 0);
                }
                segment.unreadableBlocks.add(at.offset() + from);
            }
        }
        piece.limit(want);
    }

    private SpoolDisk.File file(long number) throws IOException {
        SpoolDisk.File open = reading;
        if (open == null || readingSegment != number) {
            close();
            open = disk.open(path(number));
            reading = open;
            readingSegment = number;
        }
        return open;
    }

    /**
     * Deletes what was sent long enough ago, or has to make room.
     *
     * @param sent everything before it was sent
     * @param keepNs how long what was sent is kept
     * @param roomMax most bytes of what was sent that are kept
     */
    void retire(Place sent, long now, long keepNs, long roomMax, SegmentWriter writer)
            throws IOException {
        note(sent, now, writer);
        while (!all.isEmpty()) {
            long number = all.firstKey();
            OptionalLong sentAt = of(number).sentAt;
            boolean early = sentAt.isPresent() && now - sentAt.getAsLong() < keepNs;
            if (sentAt.isEmpty() || (early && sentBytes(sent) <= roomMax)) {
                return;
            }
            if (writer.segment() == number) {
                writer.close();
            }
            forget(number);
        }
    }

    /** Since when each segment is sent whole; none of those that are written or waited for. */
    private void note(Place sent, long now, SegmentWriter writer) {
        all.forEach((number, segment) -> {
            boolean whole =
                    number < sent.segment()
                            || (number == sent.segment() && sent.offset() >= segment.size);
            if (!whole || writer.isAt(number)) {
                segment.sentAt = OptionalLong.empty();
            } else if (segment.sentAt.isEmpty()) {
                segment.sentAt = OptionalLong.of(now);
            }
        });
    }

    private long sentBytes(Place sent) {
        return all.headMap(sent.segment(), false).values().stream().mapToLong(s -> s.size).sum();
    }

    /** The file goes; one with unreadable places is kept under another name. */
    void forget(long number) throws IOException {
        if (readingSegment == number) {
            close();
        }
        Segment gone = all.remove(number);
        if (gone != null) {
            bytes -= gone.size;
            if (!gone.unreadableBlocks.isEmpty()) {
                setAside(path(number), new IOException("unreadable places"));
            } else {
                disk.delete(path(number));
            }
        }
    }

    private void setAside(Path file, Exception why) {
        Path to = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            disk.move(file, to);
        } catch (IOException e) {
            log.error("journal.spool-stuck file={}", file, e);
        }
        log.error("journal.spool-set-aside file={} reason=\"{}\"", to, why.toString());
    }

    void close() throws IOException {
        SpoolDisk.File open = reading;
        reading = null;
        if (open != null) {
            open.close();
        }
    }
}
