package zarang.media.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.media.prompt.PromptFinding;
import zarang.media.prompt.PromptLibrary;
import zarang.media.sound.SoundFault.Kind;

/**
 * Puts prompts into their folder. A file is there whole or not at all: it is written beside its
 * place, checked as the server would read it, and moved. No name and no link leads out of the
 * folder. Blocks.
 */
public final class PromptFiles {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9][a-z0-9-]{0,31}(/[a-z0-9][a-z0-9-]{0,31}){0,3}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    /** Not {@code .wav}: who reads the folder meanwhile passes it over. */
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;

    /**
     * @param folder of all languages
     */
    public PromptFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** What came of it. */
    public sealed interface Put {
        record Done(Path file) implements Put {}

        record Refused(SoundFault fault) implements Put {}
    }

    /**
     * Whether a prompt of that name may be put there.
     *
     * @param replace whether one that is there already goes
     */
    public Optional<SoundFault> fault(String language, String name, boolean replace) {
        if (!LANGUAGE.matcher(language).matches()) {
            return Optional.of(
                    new SoundFault(
                            Kind.NAME,
                            "language '" + language + "'",
                            "two or three small letters"));
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    new SoundFault(
                            name.contains("..") || name.startsWith("/") ? Kind.OUTSIDE : Kind.NAME,
                            "name '" + name + "'",
                            "small letters, digits and dashes, such as main-menu or hours/closed"));
        }
        Path file = file(language, name);
        if (leadsOut(file)) {
            return Optional.of(
                    new SoundFault(
                            Kind.OUTSIDE, "a link on the way to " + file, "a place in " + folder));
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !replace) {
            return Optional.of(
                    new SoundFault(Kind.EXISTS, file.toString(), "--replace, or another name"));
        }
        return Optional.empty();
    }

    private Path file(String language, String name) {
        return folder.resolve(language).resolve(name + ".wav");
    }

    /** A link below the folder, as the file itself or as a folder above it. */
    private boolean leadsOut(Path file) {
        for (Path part = file; !part.equals(folder); part = part.resolve("..").normalize()) {
            if (Files.isSymbolicLink(part)) {
                return true;
            }
        }
        return false;
    }

    /** Puts one there. */
    public Put put(String language, String name, PreparedPrompt prompt, boolean replace)
            throws IOException {
        Optional<SoundFault> fault = fault(language, name, replace);
        if (fault.isPresent()) {
            return new Put.Refused(fault.get());
        }
        Path file = file(language, name);
        Path beside = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.createDirectories(beside.resolveSibling(""));
        try {
            write(beside, prompt.wav());
            Optional<PromptFinding> finding = PromptLibrary.check(folder, beside);
            if (finding.isPresent()) {
                return new Put.Refused(
                        new SoundFault(
                                Kind.FORMAT, finding.get().found(), finding.get().expected()));
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return new Put.Done(file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
    }
}
