package zarang.journal.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Entries that this version can make nothing of, in the file {@code parked}: {@link Frames}, synced
 * one by one. A tenth of the spool's bound at most.
 */
final class ParkedFrames {
    private final Path file;
    private final Path folder;
    private final SpoolDisk disk;
    private final long bytesMax;

    ParkedFrames(SpoolSettings settings, SpoolDisk disk) {
        folder = settings.folder();
        file = folder.resolve("parked");
        this.disk = disk;
        bytesMax = settings.bytesMax() / 10;
    }

    /** False if there is no room. */
    boolean add(byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        Frames.write(payload, frame);
        try (SpoolDisk.File to = disk.open(file)) {
            long size = disk.size(file);
            if (size + frame.size() > bytesMax) {
                return false;
            }
            to.write(ByteBuffer.wrap(frame.toByteArray()), size);
            to.force();
        }
        disk.sync(folder);
        return true;
    }

    List<byte[]> read() throws IOException {
        if (!disk.list(folder).contains(file)) {
            return List.of();
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(disk.size(file)));
        try (SpoolDisk.File from = disk.open(file)) {
            while (all.hasRemaining() && from.read(all, all.position()) >= 0) {}
        }
        return Frames.read(all.flip(), Integer.MAX_VALUE, true).payloads();
    }

    void clear() throws IOException {
        disk.delete(file);
        disk.sync(folder);
    }
}
