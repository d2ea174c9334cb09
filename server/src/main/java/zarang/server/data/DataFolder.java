package zarang.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What a server keeps between starts. One server at a time: {@link #lock}.
 *
 * <pre>
 * data/
 *   lock            held while a server lives
 *   server.json     where the running server listens (gone when it has stopped in order)
 *   node            this server's name in the journal
 *   secrets/        admin-token, agent-2001 … (mode 600)
 *   redis/          the embedded Redis
 *   journal/        the spool of the journal
 *   recordings/
 *   flows/          the published versions of the scripts
 * </pre>
 */
public final class DataFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;
    private final String shown;

    public DataFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.shown = root.toString();
    }

    /** As the admin wrote it. */
    public String shown() {
        return shown;
    }

    public Path root() {
        return root;
    }

    public Path redis() {
        return root.resolve("redis");
    }

    public Path journal() {
        return root.resolve("journal");
    }

    public Path flows() {
        return root.resolve("flows");
    }

    Path serverFile() {
        return root.resolve("server.json");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    /**
     * Makes the folder this process's own until the lock is closed.
     *
     * @throws DataFolderTakenException another server lives on it
     */
    public FileLock lock() throws IOException {
        Files.createDirectories(root, FOLDER);
        // The lock owns the channel: closing the channel would release it.
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException taken) {
            channel.close();
            throw new DataFolderTakenException(root, taken);
        }
        channel.close();
        throw new DataFolderTakenException(root, null);
    }

    /**
     * Writes a file that only the owner may read, whole or not at all, also if the power fails: its
     * content is on disk before it takes the old one's place, and the change of place before this
     * returns.
     */
    static void writePrivately(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder, FOLDER);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
