package zarang.api.members;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files under way. They hold members' numbers, so each goes when its request is done, and what a
 * crash left goes at the next start.
 */
public final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private final Path folder;
    private final long maxBytes;

    /**
     * @param folder this process's alone
     * @param maxBytes of one file
     */
    public Uploads(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** Removes what an earlier process left. */
    void sweep() {
        int swept = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                remove(file);
                swept++;
            }
        } catch (NoSuchFileException nothingYet) {
            return;
        } catch (IOException failure) {
            log.warn("uploads.not-swept folder={} error={}", folder, failure.toString());
        }
        if (swept > 0) {
            log.info("uploads.swept files={}", swept);
        }
    }

    /** A new file that only this user may read. */
    Path create() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "members", ".csv");
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            log.warn("uploads.file-left file={}: delete it by hand", file.getFileName());
        }
    }
}
