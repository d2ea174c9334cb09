package zarang.server.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.media.sound.PromptSurvey;
import zarang.media.sound.PromptSurvey.SurveyedPrompt;
import zarang.server.command.Exit;
import zarang.server.config.Settings;

/** {@code ./zarang prompt list}: what there is, and who plays it. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Every prompt that is there or that a flow plays: its length in each language, the"
                    + " languages in",
            "which it is missing, and the flows that play it."
        })
final class PromptListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private PromptOptions options;

    @Override
    public Integer call() throws IOException {
        Optional<Settings> settings = options.settings(spec.commandLine().getErr());
        if (settings.isEmpty()) {
            return Exit.INPUT;
        }
        Path folder = options.folder(settings.get());
        PromptUses uses = PromptUses.of(settings.get().ivr().scripts());
        Map<String, Map<String, SurveyedPrompt>> byName = new TreeMap<>();
        uses.prompts().forEach(name -> byName.put(name, new LinkedHashMap<>()));
        for (SurveyedPrompt each : PromptSurvey.of(folder)) {
            byName.computeIfAbsent(each.name(), n -> new LinkedHashMap<>())
                    .put(each.language(), each);
        }
        ObjectNode all = Answers.object();
        ArrayNode prompts = all.putArray("prompts");
        byName.forEach((name, spoken) ->
                prompts.add(told(name, spoken, settings.get().ivr().languages(), uses)));
        if (options.json()) {
            spec.commandLine().getOut().println(all);
        } else {
            prompts.forEach(prompt -> line((ObjectNode) prompt));
        }
        return Exit.DONE;
    }

    private static ObjectNode told(
            String name,
            Map<String, SurveyedPrompt> spoken,
            List<String> languages,
            PromptUses uses) {
        ObjectNode told = Answers.object().put("prompt", name);
        ObjectNode millis = told.putObject("milliseconds");
        spoken.forEach((language, prompt) -> millis.put(language, prompt.millis()));
        ArrayNode missing = told.putArray("missing");
        languages.stream().filter(each -> !spoken.containsKey(each)).forEach(missing::add);
        ArrayNode flows = told.putArray("flows");
        uses.flows(name).forEach(flows::add);
        return told;
    }

    private void line(ObjectNode told) {
        StringBuilder spoken = new StringBuilder();
        told.path("milliseconds")
                .properties()
                .forEach(each ->
                        spoken.append(
                                String.format(
                                        Locale.ROOT,
                                        "%s %.1f s  ",
                                        each.getKey(),
                                        each.getValue().asLong() / 1000.0)));
        told.path("missing").forEach(each -> spoken.append(each.asString()).append(" missing  "));
        StringBuilder flows = new StringBuilder();
        told.path("flows")
                .forEach(each -> flows.append(flows.isEmpty() ? "" : ", ").append(each.asString()));
        spec.commandLine()
                .getOut()
                .printf(
                        "%-24s %-28s %s%n",
                        told.path("prompt").asString(),
                        spoken,
                        flows.isEmpty() ? "no flow" : flows);
    }
}
