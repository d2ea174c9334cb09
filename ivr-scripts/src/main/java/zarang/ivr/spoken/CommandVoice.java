package zarang.ivr.spoken;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import zarang.config.program.Program;
import zarang.config.program.ProgramResult;

/**
 * A program of the machine that speaks, such as espeak-ng: the text in by standard input, so that
 * it stands in no list of processes and is never taken for an option; the sound out by standard
 * output.
 */
public final class CommandVoice implements TextVoice {
    static final int SOUND_MAX_BYTES = 16 << 20;
    private static final String LANGUAGE = "{language}";

    private final List<String> command;
    private final Duration limit;

    /**
     * @param command the program and its arguments; {@code {language}} stands for the language
     */
    public CommandVoice(List<String> command, Duration limit) {
        this.command = List.copyOf(command);
        this.limit = limit;
    }

    @Override
    public String id() {
        return "command " + String.join("\n", command);
    }

    @Override
    public VoiceAnswer speak(String text, String language) {
        List<String> filled =
                command.stream().map(word -> word.replace(LANGUAGE, language)).toList();
        Program program = new Program(filled, limit, SOUND_MAX_BYTES);
        return switch (program.run((text + "\n").getBytes(StandardCharsets.UTF_8))) {
            case ProgramResult.Done(byte[] output) ->
                    output.length == 0
                            ? new VoiceAnswer.Mute("'" + command.getFirst() + "' said nothing")
                            : new VoiceAnswer.Audio(output);
            case ProgramResult.Failed(String why) -> new VoiceAnswer.Mute(why);
        };
    }
}
