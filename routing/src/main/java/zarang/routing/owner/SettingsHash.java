package zarang.routing.owner;

import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.Sha256;
import zarang.routing.agent.AgentSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.QueueSettings;

/** Tells whether the floors of two processes are set alike. Worked out once for each setting. */
final class SettingsHash {
    private static final int BYTES = 8;

    private static final Logger log = LoggerFactory.getLogger(SettingsHash.class);

    /** What is set live reaches all within a second: so long it is no difference. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private boolean differs;
    private long alikeNanos;
    private boolean compared;
    private @Nullable FloorSettings last;
    private String hash = "";

    /** The same for settings that say the same, in any process. */
    String of(FloorSettings settings) {
        if (!settings.equals(last)) {
            last = settings;
            hash = Sha256.of(text(settings), BYTES);
        }
        return hash;
    }

    /** Says once that the owner has others, and has had for a while. */
    void compare(FloorSettings own, FloorPeers.Ownership owner, long nanos) {
        boolean alike = owner.owner().isEmpty() || owner.settings().equals(of(own));
        if (alike || !compared) {
            alikeNanos = nanos;
        }
        compared = true;
        boolean now = !alike && nanos - alikeNanos >= SETTLED.toNanos();
        if (now && !differs) {
            log.warn(
                    "floor.settings-differ owner={}; its queues and agents decide: give all servers"
                            + " the same queues.yaml and agents.yaml, and reload",
                    owner.owner());
        }
        differs = now;
    }

    /** Whether they were others when last compared. */
    boolean differs() {
        return differs;
    }

    /** In an order that does not depend on the process; the queue's names are in both lists. */
    private static String text(FloorSettings settings) {
        TreeMap<String, Object> offsets = new TreeMap<>();
        settings.offsets().byTier().forEach((tier, offset) -> offsets.put(tier.name(), offset));
        return settings.queues().stream().map(QueueSettings::toString).sorted().toList()
                + "\n"
                + settings.agents().stream().map(AgentSettings::toString).sorted().toList()
                + "\n"
                + offsets
                + "\n"
                + settings.rest();
    }
}
