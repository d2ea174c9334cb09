package zarang.server.checkup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zarang.call.loop.RealTime;

/** The disk of a folder: room, and how long it takes until a write is safe. Blocks. */
final class FolderDisk {
    private static final int WRITES = 9;
    private static final int WRITE_BYTES = 4096;

    /** Each answered call waits for one write of the journal, 100 ms at most. */
    private static final Duration SYNC_MAX = Duration.ofMillis(50);

    private FolderDisk() {}

    /**
     * Looks at the folder, or at the nearest one above that exists.
     *
     * @param freeMin bytes that are to stay free
     */
    static List<Check> look(String what, Path folder, long freeMin) {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            List<Check> checks = new ArrayList<>();
            checks.add(
                    free < freeMin
                            ? Check.fault(
                                    what,
                                    there
                                            + " has "
                                            + mib(free)
                                            + " MiB free, less than the "
                                            + mib(freeMin)
                                            + " that recordings leave: free space, or lower"
                                            + " recordings.keep-free-mib")
                            : Check.ok(what, there + " has " + mib(free) + " MiB free"));
            checks.add(sync(what, there));
            return checks;
        } catch (IOException unusable) {
            return List.of(
                    Check.fault(
                            what,
                            there
                                    + " cannot be written ("
                                    + unusable.getClass().getSimpleName()
                                    + "): give it to the user who runs Zarang"));
        }
    }

    private static Check sync(String what, Path folder) throws IOException {
        Duration median = median(folder);
        String took = "a synced write takes " + median.toMillis() + " ms";
        return median.compareTo(SYNC_MAX) > 0
                ? Check.fault(
                        what,
                        took
                                + ", more than "
                                + SYNC_MAX.toMillis()
                                + ": answers will be late; use a disk of its own or a faster one")
                : Check.ok(what, took);
    }

    @RealTime
    private static Duration median(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".checkup", ".tmp");
        List<Long> nanos = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                long before = System.nanoTime();
                channel.write(ByteBuffer.allocate(WRITE_BYTES));
                channel.force(false);
                nanos.add(System.nanoTime() - before);
            }
        } finally {
            Files.delete(file);
        }
        nanos.sort(Long::compare);
        return Duration.ofNanos(nanos.get(WRITES / 2));
    }

    private static long mib(long bytes) {
        return bytes >> 20;
    }
}
