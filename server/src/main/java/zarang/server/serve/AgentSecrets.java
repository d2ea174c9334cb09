package zarang.server.serve;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.routing.agent.AgentSettings;
import zarang.server.data.Secrets;

/** The secrets of the agents' phones: of those who are agents now. Any thread. */
final class AgentSecrets {
    private final Secrets secrets;
    private volatile Map<String, String> byExtension = Map.of();

    /** Of these agents. Blocks. */
    AgentSecrets(Secrets secrets, List<AgentSettings> agents) throws IOException {
        this.secrets = secrets;
        set(agents);
    }

    /**
     * These are the agents from now on; one that has no secret yet gets one. Blocks.
     *
     * @throws IOException a secret cannot be read or written
     */
    void set(List<AgentSettings> agents) throws IOException {
        Map<String, String> now = new HashMap<>();
        for (AgentSettings agent : agents) {
            String extension = agent.id().value();
            now.put(extension, secrets.agentSecret(extension));
        }
        byExtension = Map.copyOf(now);
    }

    /** Of the phone with this extension; empty if it is no agent's. */
    Optional<String> of(String extension) {
        return Optional.ofNullable(byExtension.get(extension));
    }
}
