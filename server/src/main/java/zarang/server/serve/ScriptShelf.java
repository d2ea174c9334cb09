package zarang.server.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.flows.FlowPublisher;
import zarang.call.loop.ControlLoop;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.catalogue.FlowFit;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.catalogue.FlowStore;
import zarang.ivr.catalogue.FlowVersion;
import zarang.ivr.count.FlowCounts;
import zarang.ivr.count.SharedFlowCounts;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.trace.CallTraces;
import zarang.media.prompt.PromptLibrary;
import zarang.redis.RedisLink;
import zarang.server.config.Settings;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Nearest;
import zarang.yaml.Severity;

/**
 * The folder of scripts, their prompts and their way into the catalogue: all of it or nothing, so a
 * mistake leaves what runs untouched.
 */
public final class ScriptShelf implements FlowPublisher {
    private static final Logger log = LoggerFactory.getLogger(ScriptShelf.class);

    private static final String NUMBERS_FILE = "zarang.yaml";

    private volatile Settings settings;
    private final FlowCatalogue catalogue;
    private final FlowCheck check = new FlowCheck();
    private List<FlowReport> checked = List.of();

    /** The number of each flow that new calls get; what the loop will have once it comes to it. */
    private final Map<String, Integer> inFront = new TreeMap<>();

    /** How often that was changed. */
    private int switches;

    /** Set once, at the start, before anybody can ask to publish. */
    private volatile @Nullable Front front;

    /** Set once, at the start, before anybody can ask to publish. */
    private volatile Function<Map<String, Flow>, List<Finding>> speech = flows -> List.of();

    /** Where what is published goes. */
    private record Front(FlowStore versions, CompletableFuture<PromptLibrary> prompts) {}

    /** A flow that new calls are about to get. */
    private record Chosen(Flow flow, int version) {
        Published told() {
            return new Published(flow.name(), version);
        }
    }

    ScriptShelf(Settings settings, FlowCatalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /** Checks scripts by these queues from now on. */
    void configured(Settings changed) {
        settings = changed;
    }

    /** Checks the folder. Gives what is wrong; {@link #putInFront} takes what is good. */
    List<Finding> check() {
        checked = reports();
        return findings(checked);
    }

    /**
     * Puts what was checked in front, before the control loop runs. Blocks.
     *
     * @param store of the published versions
     */
    synchronized void putInFront(FlowStore store, CompletableFuture<PromptLibrary> prompts)
            throws IOException {
        Front made = new Front(store, prompts);
        for (FlowReport report : checked) {
            Flow flow = report.flow().orElseThrow();
            FlowVersion version = made.versions().atStart(flow.name(), report.text());
            if (!version.text().equals(report.text())) {
                Optional<Flow> older = check(version, scope()).flow();
                if (older.isPresent()) {
                    log.info(
                            "flow.rolled-back flow={} version={} remedy=\"flow publish puts the"
                                    + " folder's in front again\"",
                            flow.name(),
                            version.number());
                    flow = older.get();
                } else {
                    version = made.versions().publish(flow.name(), report.text(), FlowStore.START);
                }
            }
            catalogue.publish(flow, version.number());
            inFront.put(flow.name(), version.number());
        }
        front = made;
    }

    /**
     * From now on texts are spoken before their scripts are in front; those of now meanwhile.
     *
     * @param speaks the flows' fixed texts, by file, and tells what it cannot; blocks
     */
    synchronized void speakBy(Function<Map<String, Flow>, List<Finding>> speaks) {
        speech = speaks;
        List<FlowReport> now = checked;
        Thread.ofVirtual().name("speech-prepare").start(() -> logged(speaks.apply(flows(now))));
    }

    /** At a start nobody waits for it, and nothing is refused: callers hear the fallback. */
    private static void logged(List<Finding> unspoken) {
        unspoken.forEach(finding -> log.warn("flow.unspoken {}", finding));
    }

    /** What cannot be spoken of flows. */
    private List<Finding> spoken(List<FlowReport> reports) {
        return speech.apply(flows(reports));
    }

    private static Map<String, Flow> flows(List<FlowReport> reports) {
        Map<String, Flow> flows = new TreeMap<>();
        reports.forEach(report -> report.flow().ifPresent(flow -> flows.put(report.file(), flow)));
        return flows;
    }

    /** What is wrong with the scripts of a configuration; nothing is published. Blocks. */
    public static List<Finding> examine(Settings settings) {
        ScriptShelf shelf =
                new ScriptShelf(
                        settings, new FlowCatalogue(settings.numbers(), UnaryOperator.identity()));
        return shelf.findings(shelf.reports());
    }

    public static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }

    @Override
    public CompletionStage<List<Published>> inFront(ControlLoop loop) {
        CompletableFuture<List<Published>> flows = new CompletableFuture<>();
        loop.post(() ->
                flows.complete(
                        catalogue.inFront().entrySet().stream()
                                .map(each -> new Published(each.getKey(), each.getValue()))
                                .toList()));
        return flows;
    }

    @Override
    public CompletionStage<Outcome> publish(ControlLoop loop, String by, boolean forced) {
        return OwnThread.run("flow-publish", outcome -> publish(loop, by, forced, outcome));
    }

    @Override
    public CompletionStage<Outcome> rollBack(
            String flow, Optional<Integer> version, ControlLoop loop) {
        return OwnThread.run("flow-publish", outcome -> rollBack(flow, version, loop, outcome));
    }

    private synchronized void publish(
            ControlLoop loop, String by, boolean forced, CompletableFuture<Outcome> outcome)
            throws IOException {
        List<FlowReport> reports = reports();
        List<Finding> findings = findings(reports);
        if (findings.stream().noneMatch(ScriptShelf::isError)) {
            findings.addAll(spoken(reports));
        }
        if (findings.stream().anyMatch(ScriptShelf::isError)) {
            outcome.complete(new Outcome(List.of(), findings));
            return;
        }
        Front now = front();
        List<Finding> failed = FolderTests.failed(settings, reports, now.prompts().join(), loop);
        if (!failed.isEmpty() && !forced) {
            outcome.complete(new Outcome(List.of(), failed));
            return;
        }
        if (!failed.isEmpty()) {
            log.warn(
                    "audit.flow-forced by={} failed-tests={} first=\"{}\"",
                    by,
                    failed.size(),
                    failed.getFirst());
        }
        List<Chosen> chosen = new ArrayList<>();
        for (FlowReport report : reports) {
            Flow flow = report.flow().orElseThrow();
            chosen.add(
                    new Chosen(
                            flow, now.versions().publish(flow.name(), report.text(), by).number()));
        }
        now.prompts().join().reload();
        switchOver(loop, chosen, findings, outcome);
    }

    private synchronized void rollBack(
            String flow,
            Optional<Integer> version,
            ControlLoop loop,
            CompletableFuture<Outcome> outcome)
            throws IOException {
        FlowStore versions = front().versions();
        Optional<FlowVersion> wanted =
                version.isPresent() ? versions.find(flow, version.get()) : versions.before(flow);
        if (wanted.isEmpty()) {
            outcome.complete(Outcome.refused(noVersion(flow, version)));
            return;
        }
        FlowReport report = check(wanted.get(), scope());
        if (report.flow().isEmpty()) {
            outcome.complete(new Outcome(List.of(), report.findings()));
            return;
        }
        List<Finding> told = new ArrayList<>(report.findings());
        told.addAll(FlowFit.warnings(wanted.get(), inFront, versions, check));
        logged(spoken(List.of(report))); // what is not spoken now is when a caller comes to it
        versions.use(wanted.get());
        switchOver(
                loop,
                List.of(new Chosen(report.flow().get(), wanted.get().number())),
                told,
                outcome);
    }

    /** Flows and the versions of them that new calls get. */
    synchronized Map<String, Integer> inFront() {
        return Map.copyOf(inFront);
    }

    /** Asks the store anew for what the folder holds, where it could not be asked at the start. */
    synchronized void settle() throws IOException {
        for (FlowReport report : checked) {
            front().versions().atStart(report.flow().orElseThrow().name(), report.text());
        }
    }

    /**
     * Puts in front what another process put in use, with the prompts as they are now. What cannot
     * be run here, such as one with a prompt that is missing, is left out and logged: what is in
     * front of it stays. Blocks.
     *
     * @param seen {@link #switches} before it was asked what is in use
     * @return false: somebody put something in front here since, which may be newer
     */
    synchronized boolean follow(List<FlowVersion> versions, int seen, ControlLoop loop) {
        if (seen != switches) {
            return false;
        }
        front().prompts().join().reload();
        LintScope scope = scope();
        List<Chosen> chosen = new ArrayList<>();
        for (FlowVersion version : versions) {
            FlowReport report = check(version, scope);
            if (report.flow().isPresent()) {
                logged(spoken(List.of(report)));
                chosen.add(new Chosen(report.flow().get(), version.number()));
            } else {
                log.warn(
                        "flow.not-followed flow={} version={} findings={}: another process plays"
                                + " it; mend what is missing here and publish again",
                        version.flow(),
                        version.number(),
                        report.findings());
            }
        }
        switchOver(loop, chosen, List.of(), new CompletableFuture<>());
        return true;
    }

    /** How often what is in front was changed here. */
    synchronized int switches() {
        return switches;
    }

    private void switchOver(
            ControlLoop loop,
            List<Chosen> chosen,
            List<Finding> findings,
            CompletableFuture<Outcome> outcome) {
        switches++;
        chosen.forEach(each -> inFront.put(each.flow().name(), each.version()));
        loop.post(() -> {
            chosen.forEach(each -> catalogue.publish(each.flow(), each.version()));
            outcome.complete(new Outcome(chosen.stream().map(Chosen::told).toList(), findings));
        });
    }

    /**
     * What was published, and the counts of calls, which begin now. Before calls are taken.
     *
     * @param life tells this process from others, and from itself before a restart
     */
    FlowArchive archive(ControlLoop loop, RedisLink redis, String life) {
        SharedFlowCounts counts = new SharedFlowCounts(new FlowCounts(loop), redis, loop, life);
        catalogue.watchedBy(counts);
        return new FlowArchive(() -> front().versions(), this::inFront, counts, loop);
    }

    /**
     * The calls that are to become tests; runs are begun so from now on. Before calls are taken.
     */
    TracedCalls traces(ControlLoop loop) {
        CallTraces traces = new CallTraces(loop);
        catalogue.begunBy(traces);
        return new TracedCalls(
                traces,
                this::inFront,
                () -> TrialHouses.of(settings, front().prompts().join()),
                loop);
    }

    private Front front() {
        Front known = front;
        if (known == null) {
            throw new IllegalStateException("nothing is published before the start");
        }
        return known;
    }

    /** Of the configuration as it is now: reads every prompt. */
    private LintScope scope() {
        return ScriptScope.of(settings, settings.ivr().prompts());
    }

    private FlowReport check(FlowVersion version, LintScope scope) {
        String file = version.flow() + " version " + version.number();
        return check.check(file, version.text(), scope);
    }

    private List<FlowReport> reports() {
        return FlowFolder.check(settings.ivr().scripts(), check, scope());
    }

    private String noVersion(String flow, Optional<Integer> version) {
        if (!inFront.containsKey(flow)) {
            return "there is no flow '" + flow + "'" + Nearest.hint(flow, inFront.keySet());
        }
        return "the flow '"
                + flow
                + version.map(number -> "' keeps no version " + number)
                        .orElse("' has no version before the one in use");
    }

    private Finding withoutFlow(String number, String script, Set<String> there) {
        return new Finding(
                FilePlace.start(NUMBERS_FILE),
                "numbers." + number,
                "runs the script '"
                        + script
                        + "', which no file of "
                        + settings.ivr().scripts()
                        + " holds"
                        + Nearest.hint(script, there),
                Severity.ERROR,
                FlowRule.NUMBER_WITHOUT_FLOW.id());
    }

    private List<Finding> findings(List<FlowReport> reports) {
        List<Finding> findings = new ArrayList<>();
        reports.forEach(report -> findings.addAll(report.findings()));
        if (reports.stream().allMatch(FlowReport::ok)) {
            Set<String> there =
                    flows(reports).values().stream().map(Flow::name).collect(Collectors.toSet());
            settings.numbers()
                    .forEach((number, script) -> {
                        if (!there.contains(script)) {
                            findings.add(withoutFlow(number, script, there));
                        }
                    });
        }
        return findings;
    }
}
