package zarang.api.flows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.loop.ControlLoop;
import zarang.yaml.Finding;

/** Puts the scripts of the folder in front of new calls. */
public interface FlowPublisher {
    /** A flow and its version that new calls get. */
    record Published(String flow, int version) {}

    /**
     * What came of it.
     *
     * @param published empty if anything was wrong, and then nothing changed
     * @param findings what is wrong with scripts, or what is to be warned of
     * @param why what was wished cannot be, whatever the scripts say; empty if that is not it
     */
    record Outcome(List<Published> published, List<Finding> findings, String why) {
        public Outcome {
            published = List.copyOf(published);
            findings = List.copyOf(findings);
        }

        public Outcome(List<Published> published, List<Finding> findings) {
            this(published, findings, "");
        }

        /** There is nothing of what was wished. */
        public static Outcome refused(String why) {
            return new Outcome(List.of(), List.of(), why);
        }

        /** In words, such as {@code hotline 2}. */
        public List<String> told() {
            return published.stream().map(each -> each.flow() + " " + each.version()).toList();
        }
    }

    /** What new calls get now, by name. Any thread; returns at once. */
    CompletionStage<List<Published>> inFront(ControlLoop loop);

    /**
     * Reads, checks and tests scripts and prompts on a thread of its own, switches over on the
     * loop. Any thread; returns at once.
     *
     * @param by who wants it
     * @param forced although tests fail; findings of the check cannot be forced
     */
    CompletionStage<Outcome> publish(ControlLoop loop, String by, boolean forced);

    /** The same, where a test that fails forbids it. */
    default CompletionStage<Outcome> publish(ControlLoop loop, String by) {
        return publish(loop, by, false);
    }

    /**
     * Goes back, in the same manner.
     *
     * @param version any that is kept; empty: the one before the one in use
     */
    CompletionStage<Outcome> rollBack(String flow, Optional<Integer> version, ControlLoop loop);

    /** Goes back to the version before. */
    default CompletionStage<Outcome> rollBack(String flow, ControlLoop loop) {
        return rollBack(flow, Optional.empty(), loop);
    }
}
