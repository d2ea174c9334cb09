package zarang.tests.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of {@code ./zarang …} to its end. */
public final class Tool {
    /** What it left. */
    public record Outcome(int exit, String out, String err) {}

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private Tool() {}

    /** A line that begins with {@code ./zarang}, as a shell would cut it; run from any folder. */
    public static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        words.set(0, ServerProcess.HOME.resolve("zarang").toString());
        return words;
    }

    public static Outcome run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(ServerProcess.HOME.resolve("zarang").toString()));
        command.addAll(List.of(arguments));
        return run(ServerProcess.HOME, command);
    }

    /** Runs any command to its end. */
    public static Outcome run(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
            StringBuilder err = new StringBuilder();
            Thread reader =
                    Thread.ofVirtual().start(() -> err.append(text(process.getErrorStream())));
            String out = text(process.getInputStream());
            reader.join();
            return new Outcome(process.waitFor(), out, err.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
