package zarang.server.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.ivr.catalogue.FlowVersion;
import zarang.ivr.catalogue.SharedFlows;
import zarang.ivr.catalogue.SharedFlows.InUse;

/**
 * Plays here what another process published: looks once a second what is in use. While Redis is
 * away what is in front stays; what Redis has lost it is told again. A virtual thread of its own.
 */
final class FlowFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FlowFollower.class);
    static final Duration EVERY = Duration.ofSeconds(1);

    private final SharedFlows store;
    private final ScriptShelf shelf;
    private final ControlLoop loop;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long round = -1;

    private FlowFollower(SharedFlows store, ScriptShelf shelf, ControlLoop loop) {
        this.store = store;
        this.shelf = shelf;
        this.loop = loop;
    }

    /**
     * Begins to follow.
     *
     * @param shelf has put its scripts in front
     */
    static FlowFollower start(SharedFlows store, ScriptShelf shelf, ControlLoop loop) {
        FlowFollower follower = new FlowFollower(store, shelf, loop);
        Thread.ofVirtual().name("flow-follower").start(follower::run);
        return follower;
    }

    private void run() {
        try {
            while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!store.isSettled()) {
                shelf.settle();
            }
            int switches = shelf.switches();
            InUse inUse = store.inUse();
            if (inUse.round() != round && follow(inUse, switches)) {
                round = inUse.round();
            }
        } catch (IOException away) {
            log.debug("flow.follow-waits", away);
        } catch (RuntimeException fault) {
            log.error("flow.follow-failed: scripts in front stay; please report this", fault);
        }
    }

    /** Whether it is followed; what is published here meanwhile is not set back. */
    private boolean follow(InUse inUse, int switches) throws IOException {
        Map<String, Integer> ours = shelf.inFront();
        for (String flow : ours.keySet()) {
            if (!inUse.numbers().containsKey(flow)) {
                store.restore(flow);
            }
        }
        List<FlowVersion> theirs = new ArrayList<>();
        for (Map.Entry<String, Integer> each : inUse.numbers().entrySet()) {
            if (!each.getValue().equals(ours.get(each.getKey()))) {
                store.find(each.getKey(), each.getValue()).ifPresent(theirs::add);
            }
        }
        if ((!theirs.isEmpty() || round >= 0) && !shelf.follow(theirs, switches, loop)) {
            return false;
        }
        for (FlowVersion version : theirs) {
            if (version.number() == shelf.inFront().getOrDefault(version.flow(), 0)) {
                store.played(version);
            }
        }
        return true;
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
