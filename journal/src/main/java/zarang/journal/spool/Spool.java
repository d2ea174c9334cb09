package zarang.journal.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue on disk: what was flushed survives the process and the machine, in order, until
 * it is acknowledged, and for a while after. One thread only.
 *
 * <p>Segments {@code 00000000001774080000000.spool …} hold {@link Frames}; each start begins a new
 * one, so a torn tail is never written behind. A segment is deleted once all of it is acknowledged
 * and its time is up. At the bound {@link #append} says no.
 *
 * <p>While the disk fails, entries wait in memory and can be sent from there: see {@link #peek}.
 */
public final class Spool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    /** While the disk fails; some 45,000 entries. */
    private static final long MEMORY_MAX = 16L << 20;

    /**
     * Entries to be sent.
     *
     * @param payloads oldest first
     * @param from everything before it was sent
     * @param to behind the last one
     * @param inMemory whether they are not on disk; then both places are the spool's end
     */
    public record Batch(List<byte[]> payloads, Place from, Place to, boolean inMemory) {}

    private final SpoolSettings settings;
    private final FileChannel lock;
    private final AckMark mark;
    private final Segments segments;
    private final SegmentWriter writer;
    private final ParkedFrames parked;
    private final ArrayDeque<byte[]> memory = new ArrayDeque<>();
    private long memoryBytes;
    private boolean failing;

    /** Everything before it was sent, as far as is known. */
    private Place acknowledged;

    /** Where reading goes on: damage may have been skipped since. */
    private Place cursor;

    private long entries;
    private long damagedBytes;

    private Spool(SpoolSettings settings, SpoolDisk disk, InstantSource clock, FileChannel lock)
            throws IOException {
        this.settings = settings;
        this.lock = lock;
        mark = new AckMark(disk.open(settings.folder().resolve("acked")));
        parked = new ParkedFrames(settings, disk);
        segments = new Segments(settings.folder(), disk);
        segments.find();
        mark.reserve();
        acknowledged = mark.read().orElse(Place.FIRST);
        cursor = acknowledged;
        // numbers go on from the mark too: a reused one would be taken for acknowledged
        long last = Math.max(cursor.segment(), segments.last());
        writer = new SegmentWriter(settings, disk, segments, clock, last);
        entries = count(cursor);
    }

    /**
     * Opens the spool and counts what waits in it.
     *
     * @throws IOException the folder cannot be used, or another process uses it
     */
    public static Spool open(SpoolSettings settings, InstantSource clock) throws IOException {
        return open(settings, clock, new LocalSpoolDisk());
    }

    static Spool open(SpoolSettings settings, InstantSource clock, SpoolDisk disk)
            throws IOException {
        Path folder = settings.folder();
        disk.makeFolder(folder);
        FileChannel lock =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            return new Spool(settings, disk, clock, lock);
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException(folder + " is in use by another process", e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private long count(Place from) {
        long found = 0;
        Optional<Place> at = segments.next(from);
        while (at.isPresent()) {
            Frames.Scan scan = segments.read(at.get(), Integer.MAX_VALUE);
            found += scan.payloads().size();
            damagedBytes += scan.damaged();
            at =
                    scan.consumed() == 0
                            ? Optional.empty()
                            : segments.next(after(at.get(), scan.consumed()));
        }
        return found;
    }

    private static Place after(Place at, long consumed) {
        return new Place(at.segment(), at.offset() + consumed);
    }

    /**
     * Adds an entry, to be written by the next {@link #flush}.
     *
     * @param payload 1 to 65,536 bytes
     * @param vital may use the last tenth of the bound
     * @return false if the bound is reached; the entry was not taken
     */
    public boolean append(byte[] payload, boolean vital) {
        long size = Frames.size(payload);
        if (!failing && segments.bytes() + memoryBytes + size > settings.bytesMax() / 10 * 9) {
            makeRoom();
        }
        long room = failing ? Math.min(MEMORY_MAX, settings.bytesMax()) : settings.bytesMax();
        long used = failing ? memoryBytes : segments.bytes() + memoryBytes;
        if (used + size > (vital ? room : room / 10 * 9)) {
            return false;
        }
        memory.add(payload);
        memoryBytes += size;
        return true;
    }

    /** What was sent already is the first to go. */
    private void makeRoom() {
        try {
            segments.retire(cursor, 0, 0, -1, writer);
        } catch (IOException e) {
            log.warn("journal.spool-cannot-delete folder={}", settings.folder(), e);
        }
    }

    /**
     * Writes what was appended to the disk and waits until it is there.
     *
     * @param now monotonic, ns
     * @throws IOException it is not; nothing is forgotten, call again, also when nothing is left
     */
    public void flush(long now) throws IOException {
        if (memory.isEmpty()) {
            if (failing) {
                writer.probe(now);
                failing = false;
            }
            return;
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream((int) memoryBytes);
        memory.forEach(payload -> Frames.write(payload, frames));
        failing = true;
        writer.write(frames.toByteArray(), now);
        failing = false;
        entries += memory.size();
        memory.clear();
        memoryBytes = 0;
    }

    /**
     * The oldest entries that are not acknowledged; the same ones until {@link #acknowledge}. When
     * none is left on disk and the disk fails, those in memory.
     */
    public Batch peek(int max) {
        Optional<Place> at = segments.next(cursor);
        while (at.isPresent()) {
            Frames.Scan scan = segments.read(at.get(), max);
            Place end = after(at.get(), scan.consumed());
            if (!scan.payloads().isEmpty()) {
                return new Batch(scan.payloads(), acknowledged, end, false);
            }
            if (scan.consumed() == 0) {
                break;
            }
            cursor = end;
            at = segments.next(cursor);
        }
        entries = 0; // also where damage took what was counted
        return failing
                ? new Batch(memory.stream().limit(max).toList(), cursor, cursor, true)
                : new Batch(List.of(), acknowledged, cursor, false);
    }

    /**
     * The batch is safe elsewhere.
     *
     * @param now monotonic, ns
     * @return how many entries left the memory
     */
    public int acknowledge(Batch batch, long now) throws IOException {
        if (batch.inMemory()) {
            return forget(batch.payloads());
        }
        entries = Math.max(0, entries - batch.payloads().size());
        if (batch.to().compareTo(acknowledged) > 0) {
            acknowledged = batch.to();
            cursor = acknowledged;
        }
        mark.write(acknowledged);
        retire(now);
        return 0;
    }

    /** They may have come to disk meanwhile: then they are sent once more, which is harmless. */
    private int forget(List<byte[]> payloads) {
        int gone = 0;
        for (byte[] payload : payloads) {
            if (!Arrays.equals(memory.peekFirst(), payload)) {
                break;
            }
            memory.removeFirst();
            memoryBytes -= Frames.size(payload);
            gone++;
        }
        return gone;
    }

    /** Deletes what was sent long enough ago. {@code now} is monotonic, ns. */
    public void retire(long now) throws IOException {
        segments.retire(
                cursor, now, settings.keepSent().toNanos(), settings.bytesMax() / 4, writer);
    }

    /**
     * Goes back: what lies behind {@code place} and is still here comes again.
     *
     * @return how many entries wait then
     */
    public long rewind(Place place) {
        Place oldest = oldest();
        Place to = place.compareTo(oldest) < 0 ? oldest : place;
        if (to.compareTo(acknowledged) < 0) {
            acknowledged = to;
            cursor = to;
            long damaged = damagedBytes;
            entries = count(cursor);
            damagedBytes = damaged; // they were counted when it was opened
        }
        return entries;
    }

    /** The oldest place that can be gone back to. */
    public Place oldest() {
        Place oldest = segments.oldest(acknowledged);
        return oldest.compareTo(acknowledged) < 0 ? oldest : acknowledged;
    }

    /** Number of the segment that is written, or was written last. */
    public long segment() {
        return writer.segment();
    }

    /**
     * Puts an entry aside that nobody here can make sense of, for a later version.
     *
     * @return false if there is no room
     */
    public boolean park(byte[] payload) throws IOException {
        return parked.add(payload);
    }

    /**
     * Takes what an earlier version put aside back into the queue.
     *
     * @param now monotonic, ns
     */
    public int unpark(long now) throws IOException {
        List<byte[]> back = parked.read();
        if (back.isEmpty()) {
            return 0;
        }
        for (byte[] payload : back) {
            append(payload, true);
        }
        flush(now);
        parked.clear();
        return back.size();
    }

    /** Entries on disk that are not acknowledged. */
    public long entries() {
        return entries;
    }

    /** Entries that are not on disk. */
    public int inMemory() {
        return memory.size();
    }

    /** Bytes on disk, with what was sent and is kept. */
    public long bytes() {
        return segments.bytes();
    }

    /** Bytes that were torn, damaged or unreadable. */
    public long damagedBytes() {
        return damagedBytes + segments.unreadableBytes();
    }

    /** Closes the files; what was not flushed is forgotten. */
    @Override
    public void close() throws IOException {
        try (mark;
                lock) {
            writer.close();
            segments.close();
        }
    }
}
