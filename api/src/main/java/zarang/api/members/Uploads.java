package zarang.api.members;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files under way. They hold members' numbers, so each goes when its request is done, and what a
 * crash left goes at the next start.
 */
public final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private static final int PIECE_BYTES = 64 * 1024;

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

    /** Of what is in a file. Blocks. */
    String hash(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[PIECE_BYTES];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                sha256.update(piece, 0, read);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            log.warn("uploads.file-left file={}: delete it by hand", file.getFileName());
        }
    }
}
