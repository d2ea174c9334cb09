package zarang.server.tool;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every tool that asks the server takes. */
final class ToolOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder of the running server (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    Path data() {
        return data;
    }

    boolean json() {
        return json;
    }
}
