package zarang.ivr.catalogue;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.script.ScriptRun;
import zarang.call.script.Scripts;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowRuns;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.speech.Speech;

/**
 * The flows that are published, by name, and which dialled number runs which. Control loop only, no
 * I/O: flows are read and checked elsewhere and handed in.
 *
 * <p>Publishing puts another version in front at once; calls in progress keep theirs.
 */
public final class FlowCatalogue implements Scripts {
    private static final Logger log = LoggerFactory.getLogger(FlowCatalogue.class);

    private final UnaryOperator<String> canonical;
    private final Map<String, String> scriptByNumber;
    private final Map<String, String> scriptAsWritten;
    private final Map<String, Optional<Speech>> speech = new HashMap<>();
    private FlowSet flows;
    private FlowRuns runs = FlowRuns.PLAIN;

    /** Flows that go by the day of UTC, and whose runs nobody watches. */
    public FlowCatalogue(Map<String, String> scriptByNumber, UnaryOperator<String> canonical) {
        this(scriptByNumber, canonical, ZoneOffset.UTC, FlowWatcher.NONE);
    }

    /**
     * @param scriptByNumber the name of the flow for each number that can be dialled
     * @param canonical gives every way of writing a number the same text, so that numbers are
     *     compared as numbers
     * @param zone whose day it is for scripts
     * @param watcher sees every run
     * @throws IllegalArgumentException two of the numbers are one
     */
    public FlowCatalogue(
            Map<String, String> scriptByNumber,
            UnaryOperator<String> canonical,
            ZoneId zone,
            FlowWatcher watcher) {
        this.flows = new FlowSet(Map.of(), this::speech, zone, watcher);
        this.canonical = canonical;
        this.scriptAsWritten = Map.copyOf(scriptByNumber);
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

    /**
     * Puts a version of a flow that was found good in front.
     *
     * @param number as {@link FlowVersions} counts
     */
    public void publish(Flow flow, int number) {
        flows = flows.with(flow, number);
        speech(flow.language());
        log.info("flow.in-use flow={} version={}", flow.name(), number);
    }

    /** Has runs that begin from now on watched by somebody else. */
    public void watchedBy(FlowWatcher somebody) {
        flows = flows.watchedBy(somebody);
    }

    /** Has runs begun by somebody else from now on. */
    public void begunBy(FlowRuns somebody) {
        runs = somebody;
    }

    /** The version that new calls get. */
    public Optional<Integer> version(String flow) {
        return flows.find(flow).map(FlowSet.InFront::version);
    }

    /** The version of each flow that new calls get, by name. */
    public SortedMap<String, Integer> inFront() {
        SortedMap<String, Integer> numbers = new TreeMap<>();
        flows.flows().forEach((flow, found) -> numbers.put(flow, found.version()));
        return numbers;
    }

    /** Flows that a number names and nobody has published. */
    public List<String> missing() {
        TreeSet<String> missing = new TreeSet<>(scriptByNumber.values());
        missing.removeAll(flows.flows().keySet());
        return List.copyOf(missing);
    }

    @Override
    public Optional<ScriptRun> begin(String dialled) {
        return script(dialled).flatMap(flow -> runs.begin(flows, flow));
    }

    @Override
    public boolean answers(String dialled) {
        return script(dialled).flatMap(flows::find).isPresent();
    }

    private Optional<String> script(String dialled) {
        return Optional.ofNullable(scriptAsWritten.get(dialled)) // spares reading it as a number
                .or(() -> Optional.ofNullable(scriptByNumber.get(canonical.apply(dialled))));
    }

    private Optional<Speech> speech(String language) {
        return speech.computeIfAbsent(language, Speech::shipped);
    }
}
