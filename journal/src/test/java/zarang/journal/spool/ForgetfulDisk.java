package zarang.journal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A disk in memory that keeps its promises and nothing more: at a power cut it forgets every byte
 * that was not synced, and every name whose folder was not. It can also be full, refuse to sync,
 * and have sectors that cannot be read.
 */
public final class ForgetfulDisk implements SpoolDisk {
    private static final class Content {
        byte[] bytes = new byte[0];
        byte[] synced = new byte[0];
        final Set<Integer> badBlocks = new HashSet<>();
    }

    private final TreeMap<Path, Content> files = new TreeMap<>();
    private final Map<Path, Content> named = new HashMap<>();
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE / 2);
    private boolean syncs = true;
    private boolean cuts = true;
    private BooleanSupplier alive = () -> true;

    /**
     * Whose disk it is.
     *
     * @param step asked before each thing that is done to the disk; false once the process is dead,
     *     whose code may go on for a moment without effect
     */
    public void belongsTo(BooleanSupplier step) {
        alive = step;
    }

    /** A spool on this disk; only its lock lies in the real folder. */
    public Spool open(SpoolSettings settings, InstantSource clock) throws IOException {
        return Spool.open(settings, clock, this);
    }

    /** The power fails and comes back. */
    public void powerCut() {
        files.clear();
        files.putAll(named);
        files.values().forEach(content -> content.bytes = content.synced.clone());
    }

    /** Bytes that may still be written. */
    public void room(long bytes) {
        room.set(Math.min(bytes, Long.MAX_VALUE / 2));
    }

    void syncs(boolean works) {
        syncs = works;
    }

    void cuts(boolean works) {
        cuts = works;
    }

    /** A block of 4 kB of a file cannot be read any more. */
    void spoil(Path file, int block) throws IOException {
        of(file).badBlocks.add(block);
    }

    List<Path> files() {
        return List.copyOf(files.keySet());
    }

    private Content of(Path file) throws IOException {
        Content content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        new LocalSpoolDisk().makeFolder(folder);
    }

    @Override
    public List<Path> list(Path folder) {
        return files();
    }

    @Override
    public long size(Path file) throws IOException {
        return of(file).bytes.length;
    }

    @Override
    public File create(Path file) throws IOException {
        if (files.containsKey(file)) {
            throw new IOException(file + " exists");
        }
        return open(file);
    }

    @Override
    public File open(Path file) {
        return new Opened(files.computeIfAbsent(file, made -> new Content()));
    }

    @Override
    public void delete(Path file) {
        files.remove(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        files.put(to, of(from));
        files.remove(from);
    }

    @Override
    public void sync(Path folder) throws IOException {
        failIf(!syncs);
        if (!alive.getAsBoolean()) {
            return;
        }
        named.clear();
        named.putAll(files);
    }

    private static void failIf(boolean fault) throws IOException {
        if (fault) {
            throw new IOException("Input/output error");
        }
    }

    private final class Opened implements File {
        private final Content content;

        Opened(Content content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer to, long at) throws IOException {
            int from = (int) at;
            int count = Math.min(to.remaining(), content.bytes.length - from);
            if (count <= 0) {
                return -1;
            }
            for (int block = from / 4096; block <= (from + count - 1) / 4096; block++) {
                failIf(content.badBlocks.contains(block));
            }
            to.put(content.bytes, from, count);
            return count;
        }

        @Override
        public void write(ByteBuffer from, long at) throws IOException {
            if (!alive.getAsBoolean()) {
                return;
            }
            int start = (int) at;
            int there = Math.max(0, content.bytes.length - start);
            int count = (int) Math.min(from.remaining(), there + Math.min(room.get(), 1L << 30));
            boolean all = count == from.remaining();
            int grown = Math.max(0, count - there);
            content.bytes = Arrays.copyOf(content.bytes, content.bytes.length + grown);
            from.get(content.bytes, start, count);
            room.addAndGet(-grown);
            if (!all) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force() throws IOException {
            failIf(!syncs);
            if (!alive.getAsBoolean()) {
                return;
            }
            content.synced = content.bytes.clone();
        }

        @Override
        public void truncate(long size) throws IOException {
            failIf(!cuts);
            int gone = content.bytes.length - (int) size;
            room.addAndGet(Math.max(0, gone));
            content.bytes = Arrays.copyOf(content.bytes, (int) size);
        }

        @Override
        public void close() {}
    }
}
