package zarang.crm.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.crm.spool.AckMark.Place;

/**
 * A bounded queue on disk: what was flushed survives the process and the machine, in order, until
 * it is acknowledged. One thread only.
 *
 * <p>Segments {@code 00000000000000000001.spool …} hold {@link Frames}; each start and each failed
 * write begins a new one, so a torn tail is never written behind. A segment is deleted once all of
 * it is acknowledged. At the bound {@link #append} says no.
 */
public final class Spool implements AutoCloseable {
    private static final int PIECE = 4 * Frames.PAYLOAD_MAX;
    private static final String SUFFIX = ".spool";

    /**
     * Entries to be sent.
     *
     * @param payloads oldest first
     */
    public record Batch(List<byte[]> payloads, long segment, long end) {}

    private final SpoolSettings settings;
    private final FileChannel lock;
    private final AckMark mark;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();

    /** Bytes of each segment on disk, oldest first. */
    private final TreeMap<Long, Long> segments = new TreeMap<>();

    private @Nullable FileChannel active;
    private @Nullable FileChannel reading;
    private long readingSegment;
    private Place cursor = new Place(0, 0);
    private long lastSegment;
    private long bytes;
    private long entries;
    private int unflushedEntries;
    private long damagedBytes;

    private Spool(SpoolSettings settings, FileChannel lock, AckMark mark) {
        this.settings = settings;
        this.lock = lock;
        this.mark = mark;
    }

    /**
     * Opens the spool and counts what waits in it.
     *
     * @throws IOException the folder cannot be used, or another process uses it
     */
    public static Spool open(SpoolSettings settings) throws IOException {
        Path folder = settings.folder();
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel lock =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            Spool spool = new Spool(settings, lock, new AckMark(folder.resolve("acked")));
            spool.recover();
            return spool;
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException(folder + " is in use by another process", e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private void recover() throws IOException {
        try (Stream<Path> files = Files.list(settings.folder())) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                segments.put(
                        Long.parseLong(name.substring(0, name.length() - SUFFIX.length())),
                        Files.size(file));
            }
        } catch (NumberFormatException e) {
            throw new IOException("a file in " + settings.folder() + " is not a segment", e);
        }
        Place acked = mark.read().orElse(cursor);
        // numbers go on from the mark too: a reused one would be taken for acknowledged
        lastSegment = Math.max(acked.segment(), segments.isEmpty() ? 0 : segments.lastKey());
        bytes = segments.values().stream().mapToLong(Long::longValue).sum();
        cursor = acked;
        Place start = acked;
        long damaged = 0;
        while (true) {
            Frames.Scan scan = scan(Integer.MAX_VALUE);
            entries += scan.payloads().size();
            damaged += scan.damaged();
            if (scan.consumed() == 0) {
                break;
            }
            cursor = new Place(cursor.segment(), cursor.offset() + scan.consumed());
        }
        damagedBytes = damaged;
        cursor = start;
        dropAcknowledged();
    }

    /**
     * Adds an entry, to be written by the next {@link #flush}.
     *
     * @param payload 1 to 65,536 bytes
     * @param vital may use the last tenth of the bound
     * @return false if the bound is reached; the entry was not taken
     */
    public boolean append(byte[] payload, boolean vital) {
        long limit = vital ? settings.bytesMax() : settings.bytesMax() / 10 * 9;
        if (bytes + unflushed.size() + Frames.HEADER + payload.length > limit) {
            return false;
        }
        Frames.write(payload, unflushed);
        unflushedEntries++;
        return true;
    }

    /**
     * Writes what was appended to the disk and waits until it is there.
     *
     * @throws IOException it is not; nothing is forgotten, call again
     */
    public void flush() throws IOException {
        if (unflushed.size() == 0) {
            return;
        }
        try {
            FileChannel to = active;
            if (to == null || segments.getOrDefault(lastSegment, 0L) >= settings.segmentBytes()) {
                to = roll();
            }
            ByteBuffer all = ByteBuffer.wrap(unflushed.toByteArray());
            while (all.hasRemaining()) {
                to.write(all);
            }
            to.force(false);
        } catch (IOException e) {
            abandonActive();
            throw e;
        }
        bytes += unflushed.size();
        segments.merge(lastSegment, (long) unflushed.size(), Long::sum);
        entries += unflushedEntries;
        unflushedEntries = 0;
        unflushed.reset();
    }

    private FileChannel roll() throws IOException {
        if (active != null) {
            active.close();
            active = null;
        }
        lastSegment++;
        FileChannel next =
                FileChannel.open(
                        path(lastSegment), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        active = next;
        segments.put(lastSegment, 0L);
        try (FileChannel folder = FileChannel.open(settings.folder(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return next;
    }

    /** What a failed write left behind is skipped as damage, so it is only accounted for. */
    private void abandonActive() throws IOException {
        FileChannel failed = active;
        active = null;
        if (failed != null) {
            long size = failed.size();
            bytes += size - segments.getOrDefault(lastSegment, 0L);
            segments.put(lastSegment, size);
            failed.close();
        }
    }

    /** The oldest entries that are not acknowledged; the same ones until {@link #acknowledge}. */
    public Batch peek(int max) throws IOException {
        while (true) {
            Frames.Scan scan = scan(max);
            Batch batch =
                    new Batch(scan.payloads(), cursor.segment(), cursor.offset() + scan.consumed());
            if (!scan.payloads().isEmpty() || scan.consumed() == 0) {
                return batch;
            }
            cursor = new Place(batch.segment(), batch.end());
        }
    }

    /** Reads from the cursor on, after moving it to the next segment where one is used up. */
    private Frames.Scan scan(int max) throws IOException {
        for (Map.Entry<Long, Long> segment : segments.tailMap(cursor.segment(), true).entrySet()) {
            if (segment.getKey() != cursor.segment()) {
                cursor = new Place(segment.getKey(), 0);
            }
            if (cursor.offset() < segment.getValue()) {
                return readPiece(segment.getValue(), max);
            }
        }
        return new Frames.Scan(List.of(), 0, 0);
    }

    private Frames.Scan readPiece(long size, int max) throws IOException {
        FileChannel from = reading;
        if (from == null || readingSegment != cursor.segment()) {
            if (from != null) {
                from.close();
            }
            from = FileChannel.open(path(cursor.segment()), StandardOpenOption.READ);
            reading = from;
            readingSegment = cursor.segment();
        }
        int want = (int) Math.min(PIECE, size - cursor.offset());
        piece.clear().limit(want);
        while (piece.hasRemaining()) {
            if (from.read(piece, cursor.offset() + piece.position()) < 0) {
                throw new IOException(path(cursor.segment()) + " became shorter");
            }
        }
        return Frames.read(piece.flip(), max, cursor.offset() + want == size);
    }

    /** The batch is safe elsewhere; its segments may go. */
    public void acknowledge(Batch batch) throws IOException {
        entries -= batch.payloads().size();
        cursor = new Place(batch.segment(), batch.end());
        mark.write(cursor);
        dropAcknowledged();
    }

    private void dropAcknowledged() throws IOException {
        while (!segments.isEmpty()) {
            Map.Entry<Long, Long> oldest = segments.firstEntry();
            boolean passed =
                    oldest.getKey() < cursor.segment()
                            || (oldest.getKey() == cursor.segment()
                                    && cursor.offset() >= oldest.getValue());
            if (!passed) {
                return;
            }
            if (active != null && oldest.getKey() == lastSegment) {
                if (oldest.getValue() < settings.segmentBytes()) {
                    return;
                }
                closeIfOpen(active);
                active = null;
            }
            Files.deleteIfExists(path(oldest.getKey()));
            segments.remove(oldest.getKey());
            bytes -= oldest.getValue();
        }
    }

    private Path path(long segment) {
        return settings.folder().resolve("%020d%s".formatted(segment, SUFFIX));
    }

    /** Entries on disk that are not acknowledged. */
    public long entries() {
        return entries;
    }

    /** Bytes on disk, with what is acknowledged in a segment that is still in use. */
    public long bytes() {
        return bytes;
    }

    /** Bytes that were torn or damaged when the spool was opened. */
    public long damagedBytes() {
        return damagedBytes;
    }

    /** Closes the files; what was not flushed is forgotten. */
    @Override
    public void close() throws IOException {
        try (mark;
                lock) {
            closeIfOpen(active);
            closeIfOpen(reading);
        }
    }

    private static void closeIfOpen(@Nullable FileChannel file) throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
