package zarang.server.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.media.sound.PreparedPrompt;
import zarang.media.sound.PromptFiles;
import zarang.media.sound.PromptMaker;
import zarang.media.sound.SoundFault;
import zarang.media.sound.SoundReader;
import zarang.server.command.Exit;
import zarang.server.config.Settings;

/** {@code ./zarang prompt add}: recordings become prompts. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Makes prompts of recordings: converts, takes the silence around the voice away, makes"
                    + " all",
            "of one loudness, checks, and puts them into the folder of the prompts.",
            "Reads WAV, AIFF and AU, and with sox installed what sox reads. New calls hear them"
                    + " after",
            "./zarang flow publish. Exit 1 if one of them was refused; the others are there."
        })
final class PromptAddCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*")
    private List<Path> files = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What flows call it, such as main-menu (default: the file's name).")
    private @Nullable String name;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "What is spoken (default: the first of ivr.languages).")
    private @Nullable String language;

    @Option(names = "--replace", description = "Takes the place of one that is there.")
    private boolean replace;

    @Mixin private PromptOptions options;

    @Override
    public Integer call() throws IOException {
        if (name != null && files.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--name is for one file");
        }
        Optional<Settings> settings = options.settings(spec.commandLine().getErr());
        if (settings.isEmpty()) {
            return Exit.INPUT;
        }
        PromptFiles folder = new PromptFiles(options.folder(settings.get()));
        String spoken = language == null ? settings.get().ivr().languages().getFirst() : language;
        ArrayNode added = Answers.object().putArray("prompts");
        boolean good = true;
        for (Path file : files) {
            ObjectNode told = add(folder, spoken, file);
            good &= told.path("added").asBoolean();
            added.add(told);
            if (!options.json()) {
                say(told);
            }
        }
        if (options.json()) {
            spec.commandLine().getOut().println(Answers.object().set("prompts", added));
        }
        return good ? Exit.DONE : Exit.INPUT;
    }

    private ObjectNode add(PromptFiles folder, String spoken, Path file) throws IOException {
        String as = name == null ? baseName(file) : name;
        ObjectNode told =
                Answers.object()
                        .put("file", file.toString())
                        .put("prompt", as)
                        .put("language", spoken);
        Optional<SoundFault> fault = folder.fault(spoken, as, replace);
        if (fault.isPresent()) {
            return refused(told, fault.get());
        }
        return switch (PromptMaker.make(new SoundReader().read(file), as)) {
            case PromptMaker.Made.Bad(SoundFault why) -> refused(told, why);
            case PromptMaker.Made.Good(PreparedPrompt prompt) ->
                    switch (folder.put(spoken, as, prompt, replace)) {
                        case PromptFiles.Put.Refused(SoundFault why) -> refused(told, why);
                        case PromptFiles.Put.Done(Path target) ->
                                told.put("added", true)
                                        .put("target", target.toString())
                                        .put("milliseconds", prompt.sound().millis())
                                        .put("silenceCut", prompt.cutMs())
                                        .put("levelBefore", tenth(prompt.before()))
                                        .put("level", tenth(prompt.after()));
                    };
        };
    }

    private static ObjectNode refused(ObjectNode told, SoundFault why) {
        return told.put("added", false).put("fault", why.kind().word()).put("why", why.toString());
    }

    private static double tenth(double decibels) {
        return Math.round(decibels * 10) / 10.0;
    }

    private static String baseName(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
    }

    private void say(ObjectNode told) {
        if (told.path("added").asBoolean()) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s/%s: %.1f s, level %.1f dB (came at %.1f), %d ms of silence cut:"
                                    + " %s%n",
                            told.path("language").asString(),
                            told.path("prompt").asString(),
                            told.path("milliseconds").asLong() / 1000.0,
                            told.path("level").asDouble(),
                            told.path("levelBefore").asDouble(),
                            told.path("silenceCut").asLong(),
                            told.path("target").asString());
        } else {
            spec.commandLine()
                    .getErr()
                    .println(
                            "zarang: "
                                    + told.path("file").asString()
                                    + ": "
                                    + told.path("why").asString());
        }
    }
}
