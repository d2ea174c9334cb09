package zarang.ivr.keys;

import java.nio.file.Path;
import java.util.List;

/**
 * Scripts, prompts and the languages they are spoken in.
 *
 * @param scripts their folder
 * @param prompts their folder
 * @param languages the first is the default
 * @param watchPrompts whether changed prompts are taken in unasked
 * @param watchScripts whether the folder of scripts is published whenever a file was saved
 * @param speech who speaks texts
 */
public record IvrSettings(
        Path scripts,
        Path prompts,
        List<String> languages,
        boolean watchPrompts,
        boolean watchScripts,
        SpeechSettings speech) {
    public IvrSettings {
        languages = List.copyOf(languages);
    }
}
