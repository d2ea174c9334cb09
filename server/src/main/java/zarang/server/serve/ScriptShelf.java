package zarang.server.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.flows.FlowPublisher;
import zarang.call.loop.ControlLoop;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.catalogue.FlowVersions;
import zarang.ivr.catalogue.FlowVersions.Version;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.KnownPrompts;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.media.prompt.PromptFinding;
import zarang.media.prompt.PromptLibrary;
import zarang.server.config.Settings;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Severity;

/**
 * The folder of scripts, their prompts and their way into the catalogue: all of it or nothing, so a
 * mistake leaves what runs untouched.
 */
public final class ScriptShelf implements FlowPublisher {
    private static final Logger log = LoggerFactory.getLogger(ScriptShelf.class);

    private final Settings settings;
    private final FlowCatalogue catalogue;
    private final FlowCheck check = new FlowCheck();
    private List<FlowReport> checked = List.of();

    /** Set once, at the start, before anybody can ask to publish. */
    private volatile @Nullable Front front;

    /** Where what is published goes. */
    private record Front(FlowVersions versions, CompletableFuture<PromptLibrary> prompts) {}

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

    /**
     * What a flow of this configuration is checked against: also whether the media loops can play
     * what it says. Blocks.
     */
    public static LintScope scope(Settings settings, Path prompts) {
        Set<String> queues =
                settings.floor().queues().stream()
                        .map(queue -> queue.name().value())
                        .collect(Collectors.toSet());
        return new LintScope(
                Optional.of(queues),
                Optional.of(
                        KnownPrompts.scan(
                                prompts,
                                new HashSet<>(settings.ivr().languages()),
                                wav ->
                                        PromptLibrary.check(prompts, wav)
                                                .map(ScriptShelf::remedy))));
    }

    private static String remedy(PromptFinding finding) {
        Path file = finding.file();
        String made = file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-8k.wav";
        return file
                + ": found "
                + finding.found()
                + ", expected "
                + finding.expected()
                + " (a WAV file of 8 or 16 kHz, mono, 16-bit PCM, or of 8 kHz, mono, A-law or"
                + " µ-law); make it so: sox '"
                + file
                + "' -r 8000 -c 1 -b 16 -e signed-integer '"
                + made
                + "'";
    }

    /** Checks the folder. Gives what is wrong; {@link #putInFront} takes what is good. */
    List<Finding> check() {
        checked = reports();
        return findings(checked);
    }

    /**
     * Puts what was checked in front, before the control loop runs. Blocks.
     *
     * @param folder of the published versions
     */
    void putInFront(Path folder, CompletableFuture<PromptLibrary> prompts) throws IOException {
        Front made = new Front(new FlowVersions(folder), prompts);
        for (FlowReport report : checked) {
            Flow flow = report.flow().orElseThrow();
            Version version = made.versions().atStart(flow.name(), report.text());
            if (!version.text().equals(report.text())) {
                Optional<Flow> older = good(version);
                if (older.isPresent()) {
                    log.info(
                            "flow.rolled-back flow={} version={} remedy=\"flow publish puts the"
                                    + " folder's in front again\"",
                            flow.name(),
                            version.number());
                    flow = older.get();
                } else {
                    version = made.versions().publish(flow.name(), report.text());
                }
            }
            catalogue.publish(flow, version.number());
        }
        front = made;
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
    public CompletionStage<Outcome> publish(ControlLoop loop) {
        return onItsOwn(outcome -> publish(loop, outcome));
    }

    @Override
    public CompletionStage<Outcome> rollBack(String flow, ControlLoop loop) {
        return onItsOwn(outcome -> rollBack(flow, loop, outcome));
    }

    private interface Work {
        void into(CompletableFuture<Outcome> outcome) throws IOException;
    }

    private static CompletionStage<Outcome> onItsOwn(Work work) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("flow-publish")
                .start(() -> {
                    try {
                        work.into(outcome);
                    } catch (IOException | RuntimeException failure) {
                        outcome.completeExceptionally(failure);
                    }
                });
        return outcome;
    }

    private void publish(ControlLoop loop, CompletableFuture<Outcome> outcome) throws IOException {
        List<FlowReport> reports = reports();
        List<Finding> findings = findings(reports);
        if (findings.stream().anyMatch(ScriptShelf::isError)) {
            outcome.complete(new Outcome(List.of(), findings));
            return;
        }
        Front now = front();
        List<Chosen> chosen = new ArrayList<>();
        for (FlowReport report : reports) {
            Flow flow = report.flow().orElseThrow();
            chosen.add(
                    new Chosen(flow, now.versions().publish(flow.name(), report.text()).number()));
        }
        now.prompts().join().reload();
        switchOver(loop, chosen, findings, outcome);
    }

    private void rollBack(String flow, ControlLoop loop, CompletableFuture<Outcome> outcome)
            throws IOException {
        FlowVersions versions = front().versions();
        Optional<Version> before = versions.before(flow);
        if (before.isEmpty()) {
            outcome.complete(
                    refused("the flow '" + flow + "' has no version before the one in use"));
            return;
        }
        FlowReport report = check(before.get());
        if (report.flow().isEmpty()) {
            outcome.complete(new Outcome(List.of(), report.findings()));
            return;
        }
        versions.use(before.get());
        switchOver(
                loop,
                List.of(new Chosen(report.flow().get(), before.get().number())),
                report.findings(),
                outcome);
    }

    private void switchOver(
            ControlLoop loop,
            List<Chosen> chosen,
            List<Finding> findings,
            CompletableFuture<Outcome> outcome) {
        loop.post(() -> {
            chosen.forEach(each -> catalogue.publish(each.flow(), each.version()));
            outcome.complete(new Outcome(chosen.stream().map(Chosen::told).toList(), findings));
        });
    }

    private Front front() {
        Front known = front;
        if (known == null) {
            throw new IllegalStateException("nothing is published before the start");
        }
        return known;
    }

    private Optional<Flow> good(Version version) {
        return check(version).flow();
    }

    private FlowReport check(Version version) {
        String file = version.flow() + " version " + version.number();
        return check.check(file, version.text(), scope(settings, settings.ivr().prompts()));
    }

    private List<FlowReport> reports() {
        return FlowFolder.check(
                settings.ivr().scripts(), check, scope(settings, settings.ivr().prompts()));
    }

    private Outcome refused(String message) {
        return new Outcome(List.of(), List.of(finding(message)));
    }

    private Finding finding(String message) {
        return new Finding(
                FilePlace.start(settings.ivr().scripts().toString()), "", message, Severity.ERROR);
    }

    private List<Finding> findings(List<FlowReport> reports) {
        List<Finding> findings = new ArrayList<>();
        reports.forEach(report -> findings.addAll(report.findings()));
        Set<String> there =
                reports.stream()
                        .flatMap(report -> report.flow().stream())
                        .map(flow -> flow.name())
                        .collect(Collectors.toSet());
        if (reports.stream().allMatch(FlowReport::ok)) {
            settings.numbers()
                    .forEach((number, script) -> {
                        if (!there.contains(script)) {
                            findings.add(
                                    finding(
                                            "number "
                                                    + number
                                                    + " runs the script '"
                                                    + script
                                                    + "', which no file of this folder holds"));
                        }
                    });
        }
        return findings;
    }
}
