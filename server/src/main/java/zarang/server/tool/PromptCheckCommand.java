package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.media.sound.PromptMaker;
import zarang.media.sound.PromptSurvey;
import zarang.media.sound.PromptSurvey.SurveyedPrompt;
import zarang.server.command.Exit;
import zarang.server.config.Settings;

/** {@code ./zarang prompt check}: whether all of them can be played, and should be. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads every prompt as the server would play it, and looks whether each prompt that a"
                    + " flow",
            "plays is there in every language. Warns of what is much louder or quieter than the"
                    + " others,",
            "or begins or ends with silence. Exit 1 if anything is wrong; warnings are not."
        })
final class PromptCheckCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private PromptOptions options;

    private final ObjectNode told = Answers.object();
    private final ArrayNode findings = told.putArray("findings");
    private int errors;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Settings> settings = options.settings(spec.commandLine().getErr());
        if (settings.isEmpty()) {
            return Exit.INPUT;
        }
        Path folder = options.folder(settings.get());
        List<SurveyedPrompt> prompts = PromptSurvey.of(folder);
        prompts.forEach(this::judge);
        missing(prompts, settings.get(), folder);
        told.put("prompts", prompts.size()).put("good", errors == 0);
        if (options.json()) {
            out.println(told);
        } else {
            findings.forEach(each ->
                    out.println(
                            each.path("file").asString()
                                    + ": "
                                    + (each.path("severity").asString().equals("error")
                                            ? ""
                                            : "warning: ")
                                    + each.path("message").asString()));
            out.println(
                    prompts.size()
                            + " prompts, "
                            + (errors == 0 ? "all can be played" : errors + " at fault"));
        }
        return errors == 0 ? Exit.DONE : Exit.INPUT;
    }

    private void judge(SurveyedPrompt prompt) {
        prompt.fault().ifPresent(fault -> find(prompt.file(), "error", fault));
        prompt.remarks().forEach(remark -> find(prompt.file(), "warning", remark));
    }

    private void missing(List<SurveyedPrompt> prompts, Settings settings, Path folder) {
        Set<String> there = new HashSet<>();
        Set<String> names = new TreeSet<>();
        for (SurveyedPrompt each : prompts) {
            there.add(each.language() + "/" + each.name());
            names.add(each.name());
        }
        PromptUses uses = PromptUses.of(settings.ivr().scripts());
        names.addAll(uses.prompts());
        names.removeIf(PromptMaker::isFragment); // flow check knows which words a voice needs
        for (String name : names) {
            Set<String> flows = uses.flows(name);
            for (String language : settings.ivr().languages()) {
                if (!there.contains(language + "/" + name)) {
                    find(
                            folder.resolve(language).resolve(name + ".wav"),
                            flows.isEmpty() ? "warning" : "error",
                            flows.isEmpty()
                                    ? "is missing; no flow plays it"
                                    : "is missing; played by " + String.join(", ", flows));
                }
            }
        }
    }

    private void find(Path file, String severity, String message) {
        findings.addObject()
                .put("file", file.toString())
                .put("severity", severity)
                .put("message", message);
        errors += severity.equals("error") ? 1 : 0;
    }
}
