package zarang.ivr.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The published versions of every flow, on disk, so that a number means the same text for as long
 * as it is kept: also after a restart, also in old events.
 *
 * <pre>
 *   &lt;folder&gt;/hotline/1.yaml    the text of version 1, never changed
 *   &lt;folder&gt;/hotline/2.yaml
 *   &lt;folder&gt;/hotline/current   the number that new calls get
 * </pre>
 *
 * <p>A number counts what changed: the same text is the same version. The newest {@value #KEPT} and
 * the one in use are kept. Blocks; any thread, one at a time. Each process numbers for itself.
 */
public final class FlowVersions {
    static final int KEPT = 10;
    private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,8})\\.yaml");
    private static final String CURRENT = "current";

    private final Path folder;

    public FlowVersions(Path folder) {
        this.folder = folder;
    }

    /**
     * A version of a flow.
     *
     * @param number 1 and up
     */
    public record Version(String flow, int number, String text) {}

    /** Puts a text in use: the version that has it, or a new one. */
    public synchronized Version publish(String flow, String text) throws IOException {
        Optional<Version> known = withText(flow, text);
        Version version = known.isPresent() ? known.get() : keep(flow, text);
        use(version);
        return version;
    }

    /**
     * The version that a start puts in use. A text that is not known is new; one that is known
     * leaves in use what was in use, so that a restart does not undo a roll-back.
     */
    public synchronized Version atStart(String flow, String text) throws IOException {
        Optional<Version> inUse = withText(flow, text).isEmpty() ? Optional.empty() : current(flow);
        return inUse.isPresent() ? inUse.get() : publish(flow, text);
    }

    /** The version before the one in use. */
    public synchronized Optional<Version> before(String flow) throws IOException {
        int inUse = currentNumber(flow);
        Optional<Integer> earlier =
                numbers(flow).stream().filter(number -> number < inUse).reduce((a, b) -> b);
        return earlier.isEmpty() ? Optional.empty() : Optional.of(read(flow, earlier.get()));
    }

    /** Puts a version in use that is kept already. */
    public synchronized void use(Version version) throws IOException {
        writeWhole(folder.resolve(version.flow()).resolve(CURRENT), version.number() + "\n");
    }

    private Optional<Version> current(String flow) throws IOException {
        int number = currentNumber(flow);
        return numbers(flow).contains(number) ? Optional.of(read(flow, number)) : Optional.empty();
    }

    /** 0 if none is in use, or the file that says so is damaged. */
    private int currentNumber(String flow) throws IOException {
        try {
            String written = Files.readString(folder.resolve(flow).resolve(CURRENT)).strip();
            return written.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(written) : 0;
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    private Optional<Version> withText(String flow, String text) throws IOException {
        for (int number : numbers(flow).reversed()) {
            Version version = read(flow, number);
            if (version.text().equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private Version keep(String flow, String text) throws IOException {
        List<Integer> known = numbers(flow);
        int number = 1 + Math.max(known.isEmpty() ? 0 : known.getLast(), currentNumber(flow));
        writeWhole(file(flow, number), text);
        int inUse = currentNumber(flow);
        for (int old : known.subList(0, Math.max(0, known.size() + 1 - KEPT))) {
            if (old != inUse) {
                Files.deleteIfExists(file(flow, old));
            }
        }
        return new Version(flow, number, text);
    }

    /** In order. */
    private List<Integer> numbers(String flow) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(flow))) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.parseInt(name.group(1)))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private Version read(String flow, int number) throws IOException {
        return new Version(flow, number, Files.readString(file(flow, number)));
    }

    private Path file(String flow, int number) {
        return folder.resolve(flow).resolve(number + ".yaml");
    }

    private static void writeWhole(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
