package zarang.server.checkup;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.RedisLink;
import zarang.server.config.Settings;
import zarang.server.data.DataFolder;

/**
 * Looks at what a hotline stands on. {@code ./zarang doctor} prints it; a start logs the faults as
 * warnings. Blocks; changes nothing.
 */
public final class Checkup {
    private static final Logger log = LoggerFactory.getLogger("checkup");

    private final Settings settings;
    private final DataFolder data;
    private final InstantSource clock;

    public Checkup(Settings settings, DataFolder data, InstantSource clock) {
        this.settings = settings;
        this.data = data;
        this.clock = clock;
    }

    /** Whether the ports can be had: to be asked while no server of ours has them. */
    public List<Check> ports() {
        return Listeners.look(settings);
    }

    /** FolderDisk, clock, receivers of webhooks. */
    public List<Check> machine() {
        List<Check> checks = new ArrayList<>();
        checks.addAll(FolderDisk.look("data", data.root(), settings.recording().keepFreeBytes()));
        settings.recording()
                .folder()
                .ifPresent(folder ->
                        checks.addAll(
                                FolderDisk.look(
                                        "recordings",
                                        folder,
                                        settings.recording().keepFreeBytes())));
        checks.add(Clocks.own(clock.instant()));
        checks.addAll(Endpoints.look(settings.webhooks()));
        return checks;
    }

    /** A Redis that is, or should be, connected. */
    public List<Check> redis(RedisLink redis) {
        return RedisExam.look(redis, clock);
    }

    /** Puts the faults into the log, each with its cure; a healthy start is silent. */
    public static void warn(List<Check> checks) {
        checks.stream()
                .filter(Check::isFault)
                .forEach(check ->
                        log.warn("checkup.fault what=\"{}\": {}", check.what(), check.said()));
    }
}
