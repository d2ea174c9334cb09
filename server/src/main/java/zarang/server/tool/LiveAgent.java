package zarang.server.tool;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import zarang.server.data.ServerLink;

/** Of whom something is set live: of the floor itself, or of one agent. */
final class LiveAgent {
    @Option(
            names = "--agent",
            paramLabel = "EXTENSION",
            description = "One agent, such as 2001, rather than the floor.")
    private @Nullable String agent;

    /** Where the server has its settings. */
    String path() {
        return agent == null
                ? "/api/v1/floor/settings"
                : "/api/v1/agents/" + ServerLink.query(agent) + "/settings";
    }
}
