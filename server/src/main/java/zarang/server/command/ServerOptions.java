package zarang.server.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a server's configuration and data lie, and what of it is said otherwise. */
public final class ServerOptions {
    @Option(
            names = "--conf",
            paramLabel = "DIR",
            defaultValue = "conf",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
    private Path conf;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "Any configuration key, repeatable; lists comma-separated, such as"
                            + " sip.listen=udp:127.0.0.1:5060,tcp:127.0.0.1:5060.")
    private List<String> set = List.of();

    public Path conf() {
        return conf;
    }

    public Path data() {
        return data;
    }

    public List<String> set() {
        return set;
    }
}
