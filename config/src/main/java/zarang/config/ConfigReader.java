package zarang.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Findings;
import zarang.yaml.Parsed;
import zarang.yaml.Severity;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlList;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** What a configuration folder says, key by key; every mistake leaves a finding. */
public final class ConfigReader {
    private static final Set<PosixFilePermission> READERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> WRITERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final KnownKeys keys;
    private final Machine machine;
    private final Home home;
    private final ConfigText written;
    private final List<Taken> documents = new ArrayList<>();
    private final Findings findings = new Findings();

    /**
     * Reads nothing yet.
     *
     * @param keys that may be written there
     * @param machine whose addresses it speaks of
     * @param home where scripts and prompts ship
     */
    public ConfigReader(KnownKeys keys, Path folder, Machine machine, Path home) {
        this(keys, folder, machine, new Home(folder, home));
    }

    private ConfigReader(KnownKeys keys, Path folder, Machine machine, Home home) {
        this.keys = keys;
        this.folder = folder;
        this.machine = machine;
        this.home = home;
        written = new ConfigText(keys);
    }

    /** A document, and the file that it is; empty for an option of the command line. */
    private record Taken(YamlDocument document, Optional<String> file) {}

    /**
     * A reader of what this one took, and of {@code more}, which goes before it. No file is read
     * again.
     */
    public ConfigReader with(List<WrittenValue> more) {
        ConfigReader next = new ConfigReader(keys, folder, machine, home);
        documents.forEach(taken -> next.take(new Parsed.Document(taken.document()), taken.file()));
        more.forEach(value -> next.take(SetOption.parse(keys, value), Optional.empty()));
        return next;
    }

    public Machine machine() {
        return machine;
    }

    public Home home() {
        return home;
    }

    /** Reads the files, then the options of the command line, which go before them. */
    public void take(List<String> overrides) {
        for (String file : keys.files()) {
            if (keys.isOptional(file) && Files.notExists(folder.resolve(file))) {
                continue;
            }
            take(YamlDocument.read(folder.resolve(file)), Optional.of(file));
        }
        overrides.forEach(option -> take(SetOption.parse(keys, option), Optional.empty()));
    }

    private void take(Parsed parsed, Optional<String> file) {
        switch (parsed) {
            case Parsed.Document(YamlDocument document) -> {
                documents.add(new Taken(document, file));
                written.take(document.root(), file);
            }
            case Parsed.Refused(List<Finding> refused) -> findings.addAll(refused);
        }
    }

    /** Whether anything is wrong, so that what was read is not to be used. */
    public boolean hasErrors() {
        return all().hasErrors();
    }

    /** What is wrong, if anything is. */
    public List<KeyFault> errors() {
        return all().list().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map(each -> new KeyFault(each.place().file(), each.message(), line(each)))
                .toList();
    }

    /** What was found, one a line: what is wrong, or if nothing is, what is to be warned of. */
    public List<String> lines() {
        Findings found = all();
        return found.list().stream()
                .filter(each -> each.severity() == Severity.ERROR || !found.hasErrors())
                .map(ConfigReader::line)
                .toList();
    }

    /** A finding as a line; one of an option has no line or column. */
    private static String line(Finding finding) {
        String file = finding.place().file();
        if (!file.startsWith(SetOption.PREFIX)) {
            return finding.toString();
        }
        return file.strip()
                + ": "
                + (finding.severity() == Severity.WARNING ? "warning: " : "")
                + finding.message();
    }

    /** All that was found so far, with what the files themselves are at fault for. */
    private Findings all() {
        Findings all = new Findings();
        all.addAll(findings.list());
        documents.forEach(taken -> all.addAll(taken.document().findings().list()));
        return all;
    }

    /** What is written directly below a key; of a list, the numbers of its items. */
    public SequencedSet<String> names(String... path) {
        return written.names(path);
    }

    /** The names below a key that are names; others leave a finding. */
    public List<String> named(String... path) {
        String key = String.join(".", path);
        List<String> names = new ArrayList<>();
        for (String name : written.names(path)) {
            if (Values.named(name).isPresent()) {
                names.add(name);
            } else {
                FilePlace place = written.place(ConfigText.longer(List.of(path), name), key);
                findings.error(
                        place,
                        key,
                        "found the name '"
                                + name
                                + "', expected 1 to 32 letters, digits, '.', '_' or '-'"
                                + YamlDocument.hint(name));
            }
        }
        return names;
    }

    /**
     * The secret in a file.
     *
     * @param min characters at least
     */
    public Optional<Secret> secret(int min, String name, Key<?> key, String... names) {
        Path file = folder.resolve(name);
        try {
            Set<PosixFilePermission> mode = new HashSet<>(Files.getPosixFilePermissions(file));
            if (mode.removeAll(WRITERS)) {
                refuse(
                        key,
                        "others may write " + file + ", expected mode 600: chmod 600 " + file,
                        names);
                return Optional.empty();
            }
            if (mode.removeAll(READERS)) {
                findings.warning(
                        FilePlace.start(file.toString()),
                        "",
                        "others may read this secret: chmod 600 " + file);
            }
            return secretOf(min, file, key, names);
        } catch (NoSuchFileException e) {
            refuse(key, "there is no file " + file, names);
        } catch (IOException e) {
            refuse(key, file + " cannot be read: " + e.getClass().getSimpleName(), names);
        }
        return Optional.empty();
    }

    private Optional<Secret> secretOf(int min, Path file, Key<?> key, String... names)
            throws IOException {
        String text = Files.readString(file).strip();
        String fault = SecretText.fault(text, min);
        if (fault.isEmpty()) {
            return Optional.of(new Secret(text));
        }
        refuse(key, file + " " + fault + ": write the secret into it, in one line", names);
        return Optional.empty();
    }

    /**
     * Something listens at an address that a key names: warns if others can reach it, refuses one
     * that this machine does not have.
     */
    public void listens(Key<?> key, InetAddress address) {
        if (!address.isLoopbackAddress()) {
            findings.warning(
                    written.place(key.path(), key.file()),
                    key.written(),
                    "listens on "
                            + address.getHostAddress()
                            + ", which others can reach; see that a"
                            + " firewall stands before it");
        }
        if (!machine.has(address)) {
            refuse(
                    key,
                    "found "
                            + address.getHostAddress()
                            + ", which this machine does not have; it has "
                            + String.join(", ", machine.addresses()));
        }
    }

    /** The values of a key that takes several, as they are written. */
    public List<YamlNode> items(Key<?> key, String... names) {
        return written.value(key.filled(names))
                .map(node -> node instanceof YamlList list ? list.items() : List.of(node))
                .orElse(List.of());
    }

    /** Whether there is a key of that path, with names in place of the stars. */
    public boolean isKey(List<String> path) {
        return keys.find(path).isPresent();
    }

    /** A value as it is written, a list with commas; nothing if it is absent. */
    public Optional<String> written(Key<?> key, String... names) {
        return written.value(key.filled(names))
                .map(value ->
                        items(key, names).stream()
                                .map(node -> node instanceof YamlScalar scalar ? scalar.raw() : "")
                                .collect(Collectors.joining(", ")));
    }

    public void warn(Key<?> key, String message, String... names) {
        findings.warning(place(key, names), key.written(names), message);
    }

    public void refuse(Key<?> key, String message, String... names) {
        findings.error(place(key, names), key.written(names), message);
    }

    /** Where a key is written; its file's start if it is nowhere. */
    public FilePlace place(Key<?> key, String... names) {
        List<String> path = key.filled(names);
        return written.value(path)
                .map(YamlNode::place)
                .orElseGet(() -> written.place(path, folder.resolve(key.file()).toString()));
    }

    /** What is written for a key; nothing if it is absent or wrong. */
    public <T> Optional<T> get(Key<T> key, String... names) {
        return written.value(key.filled(names)).flatMap(key.kind().reader());
    }

    public <T> Optional<T> required(Key<T> key, String... names) {
        List<String> path = key.filled(names);
        if (written.value(path).isEmpty()) {
            refuse(key, "is missing, expected " + key.kind().expected(), names);
        }
        return get(key, names);
    }

    /** What is written for a key that has a default; the default if it is absent or wrong. */
    public <T> T value(Key<T> key, String... names) {
        return get(key, names).orElseGet(() -> Defaults.of(key));
    }
}
