package zarang.server.serve;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.flows.FlowPublisher;
import zarang.api.flows.FlowPublisher.Outcome;
import zarang.call.loop.ControlLoop;
import zarang.config.FolderWatch;

/**
 * Publishes the folder of scripts whenever a file in it was saved, as {@code flow publish} would:
 * what fails the check or its tests changes nothing and is told in the log. One thread, which
 * waits.
 */
final class ScriptWatch {
    private static final Logger log = LoggerFactory.getLogger(ScriptWatch.class);

    private final FolderWatch folder;
    private final FlowPublisher publisher;
    private final ControlLoop loop;

    ScriptWatch(FolderWatch folder, FlowPublisher publisher, ControlLoop loop) {
        this.folder = folder;
        this.publisher = publisher;
        this.loop = loop;
    }

    /** Looks once. */
    void look() {
        if (folder.hasChanged()) {
            tell(publisher.publish(loop, "the folder").toCompletableFuture().join());
        }
    }

    private static void tell(Outcome outcome) {
        outcome.findings().forEach(finding -> log.warn("scripts.finding {}", finding));
        if (outcome.published().isEmpty()) {
            log.warn("scripts.refused findings={}: those in use stay", outcome.findings().size());
        } else {
            log.info("scripts.published flows={}", outcome.told());
        }
    }
}
