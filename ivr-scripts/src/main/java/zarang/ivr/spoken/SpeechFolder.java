package zarang.ivr.spoken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fixed texts that were spoken once, on disk: whole files or none, the ones that were unused
 * longest go when there is no room. What cannot be written is spoken anew the next time. Blocks.
 */
final class SpeechFolder {
    private static final String ENDING = ".wav";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final long maxBytes;
    private final InstantSource clock;

    SpeechFolder(Path folder, long maxBytes, InstantSource clock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    private record Kept(Path file, long bytes, FileTime used) {}

    Optional<byte[]> find(String name) {
        Path file = folder.resolve(name + ENDING);
        try {
            byte[] wav = Files.readAllBytes(file);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(wav);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    synchronized void put(String name, byte[] wav) throws IOException {
        Files.createDirectories(folder);
        Path beside = folder.resolve(name + UNFINISHED);
        try {
            Files.write(beside, wav);
            Files.setLastModifiedTime(beside, FileTime.from(clock.instant()));
            Files.move(beside, folder.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        makeRoom();
    }

    private void makeRoom() throws IOException {
        List<Kept> all = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Optional<Kept> kept = look(file);
                kept.ifPresent(all::add);
                bytes += kept.map(Kept::bytes).orElse(0L);
            }
        }
        all.sort(Comparator.comparing(Kept::used));
        for (int i = 0; bytes > maxBytes && i < all.size() - 1; i++) {
            Files.deleteIfExists(all.get(i).file());
            bytes -= all.get(i).bytes();
        }
    }

    private static Optional<Kept> look(Path file) throws IOException {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Kept(file, is.size(), is.lastModifiedTime()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
