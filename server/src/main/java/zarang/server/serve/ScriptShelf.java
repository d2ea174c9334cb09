package zarang.server.serve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import zarang.call.loop.ControlLoop;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.lint.PromptFolder;
import zarang.server.config.Settings;
import zarang.server.http.FlowPublisher;
import zarang.yaml.Finding;
import zarang.yaml.Place;
import zarang.yaml.Severity;

/**
 * The folder of scripts and its way into the catalogue: all of it or nothing, so a mistake leaves
 * what runs untouched.
 */
public final class ScriptShelf implements FlowPublisher {
    private final Settings settings;
    private final FlowCatalogue catalogue;
    private final FlowCheck check = new FlowCheck();

    ScriptShelf(Settings settings, FlowCatalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /** What a flow of this configuration is checked against. Blocks. */
    public static LintScope scope(Settings settings) {
        Set<String> queues =
                settings.floor().queues().stream()
                        .map(queue -> queue.name().value())
                        .collect(Collectors.toSet());
        return new LintScope(
                Optional.of(queues),
                Optional.of(
                        PromptFolder.scan(
                                settings.ivr().prompts(),
                                new HashSet<>(settings.ivr().languages()))));
    }

    /** Checks the folder and publishes it, before the control loop runs. Gives what is wrong. */
    List<Finding> publishAtStart() {
        List<FlowReport> reports = reports();
        List<Finding> findings = findings(reports);
        if (reports.stream().allMatch(FlowReport::ok)
                && findings.stream().noneMatch(ScriptShelf::isError)) {
            reports.forEach(catalogue::publish);
        }
        return findings;
    }

    static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }

    @Override
    public CompletionStage<Outcome> publish(ControlLoop loop) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().name("flow-publish").start(() -> publish(loop, outcome));
        return outcome;
    }

    private void publish(ControlLoop loop, CompletableFuture<Outcome> outcome) {
        try {
            List<FlowReport> reports = reports();
            List<Finding> findings = findings(reports);
            if (findings.stream().anyMatch(ScriptShelf::isError)) {
                outcome.complete(new Outcome(List.of(), findings));
            } else {
                loop.post(() ->
                        outcome.complete(
                                new Outcome(
                                        reports.stream().map(this::switchOver).toList(),
                                        findings)));
            }
        } catch (RuntimeException failure) {
            outcome.completeExceptionally(failure);
        }
    }

    private String switchOver(FlowReport report) {
        return switch (catalogue.publish(report)) {
            case FlowCatalogue.Publication.Published published ->
                    published.flow() + " " + published.version();
            case FlowCatalogue.Publication.Refused refused -> report.file() + " refused";
        };
    }

    private List<FlowReport> reports() {
        return FlowFolder.check(settings.ivr().scripts(), check, scope(settings));
    }

    private List<Finding> findings(List<FlowReport> reports) {
        List<Finding> findings = new ArrayList<>();
        reports.forEach(report -> findings.addAll(report.findings()));
        Set<String> there =
                reports.stream()
                        .flatMap(report -> report.flow().stream())
                        .map(flow -> flow.name())
                        .collect(Collectors.toSet());
        settings.numbers()
                .forEach((number, script) -> {
                    if (!there.contains(script)) {
                        findings.add(
                                new Finding(
                                        Place.start(settings.ivr().scripts().toString()),
                                        "",
                                        "number "
                                                + number
                                                + " runs the script '"
                                                + script
                                                + "', which no file of this folder holds",
                                        Severity.ERROR));
                    }
                });
        return findings;
    }
}
