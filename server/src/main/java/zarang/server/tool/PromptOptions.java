package zarang.server.tool;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;

/** Which prompts a tool works on. */
final class PromptOptions {
    @Option(
            names = "--conf",
            paramLabel = "DIR",
            defaultValue = "conf",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
    private Path conf;

    @Option(
            names = "--prompts",
            paramLabel = "DIR",
            description = "Folder of the prompts (default: ivr.prompts).")
    private @Nullable Path prompts;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Any configuration key, as for ./zarang serve.")
    private List<String> set = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** The configuration; empty if it is refused, which is then said. */
    Optional<Settings> settings(PrintWriter err) {
        return switch (SettingsReader.load(conf, set)) {
            case Loaded.Refused refused -> {
                refused.findings().forEach(err::println);
                yield Optional.empty();
            }
            case Loaded.Good good -> Optional.of(good.settings());
        };
    }

    Path folder(Settings settings) {
        return prompts == null ? settings.ivr().prompts() : prompts;
    }
}
