package zarang.server.config;

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
import zarang.server.data.SecretText;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Findings;
import zarang.yaml.Parsed;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlList;
import zarang.yaml.YamlNode;

/** What a configuration folder says, key by key; every mistake leaves a finding. */
final class Reading {
    private static final Set<PosixFilePermission> READERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> WRITERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Written written = new Written();
    private final List<YamlDocument> documents = new ArrayList<>();
    private final Findings findings = new Findings();

    Reading(Path folder) {
        this.folder = folder;
    }

    /** Reads the files, then the options of the command line, which go before them. */
    void take(List<String> overrides) {
        for (ConfigFile file : ConfigFile.values()) {
            take(YamlDocument.read(folder.resolve(file.fileName)), Optional.of(file));
        }
        overrides.forEach(option -> take(SetOption.parse(option), Optional.empty()));
    }

    private void take(Parsed parsed, Optional<ConfigFile> file) {
        switch (parsed) {
            case Parsed.Document(YamlDocument document) -> {
                documents.add(document);
                written.take(document.root(), file);
            }
            case Parsed.Refused(List<Finding> refused) -> findings.addAll(refused);
        }
    }

    /** All that was found so far, with what the files themselves are at fault for. */
    Findings findings() {
        Findings all = new Findings();
        all.addAll(findings.list());
        documents.forEach(document -> all.addAll(document.findings().list()));
        return all;
    }

    /** What is written directly below a key. */
    SequencedSet<String> names(String key) {
        return written.names(key);
    }

    /** The names below a key that are names; others leave a finding. */
    List<String> named(String key) {
        List<String> names = new ArrayList<>();
        for (String name : written.names(key)) {
            if (Values.named(name).isPresent()) {
                names.add(name);
            } else {
                FilePlace place = written.place(List.of(key, name), key);
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
    Optional<Secret> secret(int min, String name, Key<?> key, String... names) {
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

    void warnIfOpen(Key<?> key, InetAddress address) {
        if (!address.isLoopbackAddress()) {
            List<String> path = key.path();
            findings.warning(
                    written.place(path, key.file().fileName),
                    KeyPaths.join(path),
                    "listens on "
                            + address.getHostAddress()
                            + ", which others can reach; see that a"
                            + " firewall stands before it");
        }
    }

    /** The values of a key that takes several, as they are written. */
    List<YamlNode> items(Key<?> key, String... names) {
        return written.value(filled(key, names))
                .map(node -> node instanceof YamlList list ? list.items() : List.of(node))
                .orElse(List.of());
    }

    void warn(Key<?> key, String message, String... names) {
        findings.warning(place(key, names), KeyPaths.join(filled(key, names)), message);
    }

    void refuse(Key<?> key, String message, String... names) {
        findings.error(place(key, names), KeyPaths.join(filled(key, names)), message);
    }

    /** Where a key is written; its file's start if it is nowhere. */
    FilePlace place(Key<?> key, String... names) {
        List<String> path = filled(key, names);
        return written.value(path)
                .map(YamlNode::place)
                .orElseGet(
                        () -> written.place(path, folder.resolve(key.file().fileName).toString()));
    }

    /** What is written for a key; nothing if it is absent or wrong. */
    <T> Optional<T> get(Key<T> key, String... names) {
        return written.value(filled(key, names)).flatMap(key.kind().reader());
    }

    <T> Optional<T> required(Key<T> key, String... names) {
        List<String> path = filled(key, names);
        if (written.value(path).isEmpty()) {
            refuse(key, "is missing, expected " + key.kind().expected(), names);
        }
        return get(key, names);
    }

    /** What is written for a key that has a default; the default if it is absent or wrong. */
    <T> T value(Key<T> key, String... names) {
        return get(key, names).orElseGet(() -> Standards.of(key));
    }

    private static List<String> filled(Key<?> key, String... names) {
        List<String> path = new ArrayList<>();
        int next = 0;
        for (String each : key.path()) {
            path.add(each.equals(Key.ANY) ? names[next++] : each);
        }
        return List.copyOf(path);
    }
}
