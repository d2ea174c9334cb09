package zarang.routing.owner;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.Sha256;
import zarang.routing.dispatch.FloorSettings;

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
        return settings.queues().stream().map(SettingsHash::text).sorted().toList()
                + "\n"
                + settings.agents().stream().map(SettingsHash::text).sorted().toList()
                + "\n"
                + text(settings.offsets().byTier())
                + "\n"
                + text(settings.rest());
    }

    /** Sets and maps as the JDK copies them are in another order in each process. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case Record parts -> ofParts(parts);
            case Optional<?> maybe -> maybe.map(SettingsHash::text).orElse("none");
            case List<?> list -> list.stream().map(SettingsHash::text).toList().toString();
            case Set<?> set -> set.stream().map(SettingsHash::text).sorted().toList().toString();
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                            .sorted()
                            .toList()
                            .toString();
            case null, default -> String.valueOf(value);
        };
    }

    private static String ofParts(Record parts) {
        List<String> texts = new ArrayList<>();
        for (RecordComponent part : parts.getClass().getRecordComponents()) {
            try {
                texts.add(part.getName() + "=" + text(part.getAccessor().invoke(parts)));
            } catch (ReflectiveOperationException closed) {
                throw new IllegalStateException("settings are public records: " + part, closed);
            }
        }
        return texts.toString();
    }
}
