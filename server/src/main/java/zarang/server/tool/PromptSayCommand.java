package zarang.server.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import zarang.ivr.keys.SpeechSettings;
import zarang.ivr.spoken.TextSpeaker;
import zarang.ivr.spoken.TextVoice;
import zarang.ivr.spoken.VoiceAnswer;
import zarang.media.sound.PipedWav;
import zarang.media.sound.PreparedPrompt;
import zarang.media.sound.PromptFiles;
import zarang.media.sound.PromptMaker;
import zarang.media.sound.SoundFault;
import zarang.media.sound.SoundReader;
import zarang.server.command.Exit;
import zarang.server.config.Settings;

/** {@code ./zarang prompt say}: a text as the configured voice speaks it. */
@Command(
        name = "say",
        mixinStandardHelpOptions = true,
        description = {
            "Has a text spoken by speech.command or speech.url, and makes a prompt of it as of a"
                    + " recording:",
            "into the folder of the prompts (--name), or into a file of its own (--out)."
        })
final class PromptSayCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "TEXT")
    private String text = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What flows call it, such as main-menu.")
    private @Nullable String name;

    @Option(names = "--out", paramLabel = "FILE", description = "A WAV file that is not there yet.")
    private @Nullable Path out;

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
        if ((name == null) == (out == null)) {
            throw new ParameterException(spec.commandLine(), "say --name NAME or --out FILE");
        }
        Optional<Settings> read = options.settings(spec.commandLine().getErr());
        if (read.isEmpty()) {
            return Exit.INPUT;
        }
        Settings settings = read.get();
        SpeechSettings speech = settings.ivr().speech();
        if (!speech.isOn()) {
            return refused("nobody speaks texts: set speech.command or speech.url");
        }
        String spoken = language == null ? settings.ivr().languages().getFirst() : language;
        PromptFiles folder = new PromptFiles(options.folder(settings));
        Optional<SoundFault> fault =
                name == null ? Optional.empty() : folder.fault(spoken, name, replace);
        if (fault.isPresent()) {
            return refused(fault.get().toString());
        }
        try (TextVoice voice = TextSpeaker.voice(speech)) {
            return switch (voice.speak(text, spoken)) {
                case VoiceAnswer.Mute(String why) -> refused(why);
                case VoiceAnswer.Audio(byte[] file) -> make(file, spoken, folder);
            };
        }
    }

    private int make(byte[] file, String spoken, PromptFiles folder) throws IOException {
        String as = name == null ? "" : name;
        return switch (PromptMaker.make(SoundReader.read(PipedWav.mended(file)), as)) {
            case PromptMaker.Made.Bad(SoundFault why) -> refused(why.toString());
            case PromptMaker.Made.Good(PreparedPrompt prompt) -> put(prompt, spoken, folder);
        };
    }

    private int put(PreparedPrompt prompt, String spoken, PromptFiles folder) throws IOException {
        if (out != null) {
            if (Files.exists(out) && !replace) {
                return refused(out + " is there; --replace takes its place");
            }
            Files.write(
                    out,
                    prompt.wav(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            return said(prompt, out);
        }
        return switch (folder.put(spoken, name == null ? "" : name, prompt, replace)) {
            case PromptFiles.Put.Refused(SoundFault why) -> refused(why.toString());
            case PromptFiles.Put.Done(Path target) -> said(prompt, target);
        };
    }

    private int said(PreparedPrompt prompt, Path target) {
        if (options.json()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            Answers.object()
                                    .put("target", target.toString())
                                    .put("milliseconds", prompt.sound().millis()));
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "%s: %.1f s%n", target, prompt.sound().millis() / 1000.0);
        }
        return Exit.DONE;
    }

    private int refused(String why) {
        if (options.json()) {
            spec.commandLine().getOut().println(Answers.object().put("error", why));
        } else {
            spec.commandLine().getErr().println("zarang: " + why);
        }
        return Exit.INPUT;
    }
}
