package zarang.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the shipped configuration, with what a scenario changes, and prompts that are told
 * apart by frequency.
 */
public final class Conf {
    /** Hz of the prompts that the stories listen for; every other prompt is {@link #OTHER_HZ}. */
    private static final Map<String, Integer> PROMPT_HZ =
            Map.ofEntries(
                    Map.entry("greet-gold", 700),
                    Map.entry("greet-silver", 650),
                    Map.entry("greet-bronze", 600),
                    Map.entry("greet", 550),
                    Map.entry("main-menu", 500),
                    Map.entry("hold-music", 350),
                    Map.entry("points-before", 900),
                    Map.entry("0", 1050),
                    Map.entry("2", 1150),
                    Map.entry("points-after", 1350));

    private static final int OTHER_HZ = 800;

    /** Base 64 of 24 bytes, as Standard Webhooks wants it. */
    public static final String WEBHOOK_SECRET =
            "whsec_"
                    + Base64.getEncoder()
                            .encodeToString(
                                    "a-secret-for-the-tests!!".getBytes(StandardCharsets.UTF_8));

    private final Path folder;
    private final Path prompts;

    private Conf(Path folder, Path prompts) {
        this.folder = folder;
        this.prompts = prompts;
    }

    /** The tone that stands for a prompt. */
    public static int hertzOf(String prompt) {
        return PROMPT_HZ.getOrDefault(prompt, OTHER_HZ);
    }

    /** Copies what ships into {@code root}. */
    public static Conf copy(Path root) {
        Conf conf = new Conf(root.resolve("conf"), root.resolve("prompts"));
        copyTree(ServerProcess.HOME.resolve("conf"), conf.folder);
        conf.toneForEveryPrompt();
        return conf;
    }

    public Path folder() {
        return folder;
    }

    /** For {@code --set}. */
    public String promptsSetting() {
        return "ivr.prompts=" + prompts;
    }

    /** Replaces text in a file of the configuration, which must be there. */
    public Conf change(String file, String found, String replacement) {
        Path path = folder.resolve(file);
        try {
            String text = Files.readString(path);
            if (!text.contains(found)) {
                throw new IllegalArgumentException(file + " does not say '" + found + "'");
            }
            Files.writeString(path, text.replace(found, replacement));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Adds text to the end of a file of the configuration. */
    public Conf append(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Names a CRM, and perhaps more endpoints: {@code crm}, {@code other-1}, {@code other-2} … */
    public Conf webhook(int port, int... others) {
        StringBuilder hooks = new StringBuilder(endpoint("crm", port));
        for (int i = 0; i < others.length; i++) {
            hooks.append(endpoint("other-" + (i + 1), others[i]));
        }
        try {
            Path secret = folder.resolve("crm.secret");
            Files.writeString(secret, WEBHOOK_SECRET + "\n");
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return append("zarang.yaml", "\nwebhooks:\n" + hooks);
    }

    private static String endpoint(String id, int port) {
        return """
          - id: %s
            url: http://127.0.0.1:%d/hook
            secret-file: crm.secret
        """
                .formatted(id, port);
    }

    private void toneForEveryPrompt() {
        Path shipped = ServerProcess.HOME.resolve("ivr-scripts/prompts");
        try (Stream<Path> files = Files.walk(shipped)) {
            List<Path> wavs = files.filter(file -> file.toString().endsWith(".wav")).toList();
            for (Path wav : wavs) {
                String name = wav.getFileName().toString().replace(".wav", "");
                Tone.sine(
                        prompts.resolve(shipped.relativize(wav)),
                        hertzOf(name),
                        name.equals("hold-music") ? 4 : 0.6);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copyTree(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
