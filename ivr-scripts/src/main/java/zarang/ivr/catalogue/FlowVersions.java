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
 * The published versions of every flow on the disk of one process: all there is where no Redis is
 * shared, and the copy that scripts run from while the shared one is away.
 *
 * <pre>
 *   &lt;folder&gt;/hotline/1.yaml    the text of version 1, never changed
 *   &lt;folder&gt;/hotline/2.yaml
 *   &lt;folder&gt;/hotline/current   the number that new calls get
 * </pre>
 *
 * <p>The newest {@value #KEPT} and the one in use are kept. Any thread, one at a time. Each folder
 * is numbered for itself.
 */
public final class FlowVersions implements FlowStore {
    static final int KEPT = 10;
    private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,8})\\.yaml");
    private static final String CURRENT = "current";

    private final Path folder;

    public FlowVersions(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized FlowVersion publish(String flow, String text, String by)
            throws IOException {
        Optional<FlowVersion> known = withText(flow, text);
        FlowVersion version = known.isPresent() ? known.get() : keep(flow, text);
        use(version);
        return version;
    }

    @Override
    public synchronized FlowVersion atStart(String flow, String text) throws IOException {
        Optional<FlowVersion> inUse =
                withText(flow, text).isEmpty() ? Optional.empty() : current(flow);
        return inUse.isPresent() ? inUse.get() : publish(flow, text, START);
    }

    @Override
    public synchronized Optional<FlowVersion> before(String flow) throws IOException {
        int inUse = currentNumber(flow);
        Optional<Integer> earlier =
                numbers(flow).stream().filter(number -> number < inUse).reduce((a, b) -> b);
        return earlier.isEmpty() ? Optional.empty() : Optional.of(read(flow, earlier.get()));
    }

    @Override
    public synchronized void use(FlowVersion version) throws IOException {
        writeWhole(folder.resolve(version.flow()).resolve(CURRENT), version.number() + "\n");
    }

    @Override
    public synchronized Optional<FlowVersion> find(String flow, int number) throws IOException {
        return numbers(flow).contains(number) ? Optional.of(read(flow, number)) : Optional.empty();
    }

    /** Keeps a version under the number that others gave it, and puts it in use. */
    synchronized void copy(FlowVersion version) throws IOException {
        Path file = file(version.flow(), version.number());
        if (!Files.exists(file) || !Files.readString(file).equals(version.text())) {
            writeWhole(file, version.text());
        }
        use(version);
        sweep(version.flow());
    }

    /** The number that a text has here; 0: none. */
    synchronized int numberOf(String flow, String text) throws IOException {
        return withText(flow, text).map(FlowVersion::number).orElse(0);
    }

    /** The highest number that was given here; 0: none. */
    synchronized int highest(String flow) throws IOException {
        List<Integer> known = numbers(flow);
        return Math.max(known.isEmpty() ? 0 : known.getLast(), currentNumber(flow));
    }

    /** The version that is in use here. */
    synchronized Optional<FlowVersion> current(String flow) throws IOException {
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

    private Optional<FlowVersion> withText(String flow, String text) throws IOException {
        for (int number : numbers(flow).reversed()) {
            FlowVersion version = read(flow, number);
            if (version.text().equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private FlowVersion keep(String flow, String text) throws IOException {
        int number = 1 + highest(flow);
        writeWhole(file(flow, number), text);
        sweep(flow);
        return new FlowVersion(flow, number, text);
    }

    private void sweep(String flow) throws IOException {
        List<Integer> known = numbers(flow);
        int inUse = currentNumber(flow);
        for (int old : known.subList(0, Math.max(0, known.size() - KEPT))) {
            if (old != inUse) {
                Files.deleteIfExists(file(flow, old));
            }
        }
    }

    /** The disk does not say how they came to be. */
    @Override
    public synchronized List<KeptVersion> kept(String flow) throws IOException {
        return numbers(flow).stream()
                .map(number -> new KeptVersion(number, Optional.empty()))
                .toList();
    }

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

    private FlowVersion read(String flow, int number) throws IOException {
        return new FlowVersion(flow, number, Files.readString(file(flow, number)));
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
