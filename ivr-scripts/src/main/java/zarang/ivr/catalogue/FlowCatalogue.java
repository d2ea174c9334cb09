package zarang.ivr.catalogue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.script.ScriptRun;
import zarang.call.script.Scripts;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowRun;
import zarang.ivr.speech.NumberSpeech;
import zarang.yaml.Finding;

/**
 * The flows that are published, by name, and which dialled number runs which. Control loop only, no
 * I/O: flows are read and checked elsewhere and handed in.
 *
 * <p>Publishing puts a new numbered version in front at once; calls in progress keep theirs. The
 * last {@value #KEPT} versions are kept for going back.
 */
public final class FlowCatalogue implements Scripts {
    private static final Logger log = LoggerFactory.getLogger(FlowCatalogue.class);
    static final int KEPT = 10;

    private record Version(int number, Flow flow) {}

    private final UnaryOperator<String> canonical;
    private final Map<String, String> scriptByNumber;
    private final Map<String, Deque<Version>> versions = new HashMap<>();
    private final Map<String, Integer> lastNumbers = new HashMap<>();
    private final Map<String, Optional<NumberSpeech>> speech = new HashMap<>();

    /**
     * @param scriptByNumber the name of the flow for each number that can be dialled
     * @param canonical gives every way of writing a number the same text, so that numbers are
     *     compared as numbers
     * @throws IllegalArgumentException two of the numbers are one
     */
    public FlowCatalogue(Map<String, String> scriptByNumber, UnaryOperator<String> canonical) {
        this.canonical = canonical;
        this.scriptByNumber =
                scriptByNumber.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        entry -> canonical.apply(entry.getKey()),
                                        Map.Entry::getValue,
                                        (one, other) -> {
                                            throw new IllegalArgumentException("a number twice");
                                        }));
    }

    /** What came of publishing. */
    public sealed interface Publication {
        /** New calls get this version from now on. */
        record Published(String flow, int version) implements Publication {}

        /** The version that was in use stays. */
        record Refused(List<Finding> findings) implements Publication {
            public Refused {
                findings = List.copyOf(findings);
            }
        }
    }

    /** Publishes what a check has found good; refuses the rest and leaves everything as it is. */
    public Publication publish(FlowReport report) {
        if (report.flow().isEmpty()) {
            log.warn("flow.refused file={} findings={}", report.file(), report.findings().size());
            return new Publication.Refused(report.findings());
        }
        return publish(report.flow().get());
    }

    /** Publishes a flow that was found good. */
    public Publication.Published publish(Flow flow) {
        int number = lastNumbers.merge(flow.name(), 1, Integer::sum);
        Deque<Version> kept = versions.computeIfAbsent(flow.name(), name -> new ArrayDeque<>());
        kept.push(new Version(number, flow));
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
        speech.computeIfAbsent(flow.language(), NumberSpeech::of);
        log.info("flow.published flow={} version={}", flow.name(), number);
        return new Publication.Published(flow.name(), number);
    }

    /** Goes back to the version before; empty, and nothing changes, if there is none. */
    public Optional<Publication.Published> rollBack(String flow) {
        Deque<Version> kept = versions.get(flow);
        if (kept == null || kept.size() < 2) {
            return Optional.empty();
        }
        kept.pop();
        Version version = kept.element();
        log.info("flow.rolled-back flow={} version={}", flow, version.number);
        return Optional.of(new Publication.Published(flow, version.number));
    }

    /** The version that new calls get. */
    public Optional<Integer> version(String flow) {
        return Optional.ofNullable(versions.get(flow)).map(kept -> kept.element().number);
    }

    /** Flows that a number names and nobody has published. */
    public List<String> missing() {
        TreeSet<String> missing = new TreeSet<>(scriptByNumber.values());
        missing.removeAll(versions.keySet());
        return List.copyOf(missing);
    }

    @Override
    public Optional<ScriptRun> begin(String dialled) {
        return Optional.ofNullable(scriptByNumber.get(canonical.apply(dialled)))
                .map(versions::get)
                .map(Deque::element)
                .map(this::run);
    }

    private ScriptRun run(Version version) {
        Flow flow = version.flow;
        return new FlowRun(
                flow, version.number, speech.getOrDefault(flow.language(), Optional.empty()));
    }
}
