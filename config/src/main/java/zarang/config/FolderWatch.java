package zarang.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * Sees that files of a folder have changed, once they have been still from one look to the next:
 * what is being copied or saved is waited for. One thread, which may wait for files.
 */
public final class FolderWatch {
    private static final int DEPTH_MAX = 16;

    private final Path folder;
    private long taken;
    private long seen;

    /** Looks at what is there, which is no change. */
    public FolderWatch(Path folder) {
        this.folder = folder;
        taken = stamp();
        seen = taken;
    }

    /** Looks once; true if something has changed since it last said so. */
    public boolean hasChanged() {
        long now = stamp();
        boolean still = now == seen;
        seen = now;
        if (now == taken || !still) {
            return false;
        }
        taken = now;
        return true;
    }

    /** Changes with every file's name, length and time of change. */
    private long stamp() {
        try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
            return files.mapToLong(FolderWatch::stamp).sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static long stamp(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            long mixed = file.hashCode() * 31L + is.lastModifiedTime().toMillis();
            return is.isRegularFile() ? (mixed * 31 + is.size()) * 0x9E3779B97F4A7C15L : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
