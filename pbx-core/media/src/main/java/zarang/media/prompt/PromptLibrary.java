package zarang.media.prompt;

import java.nio.file.Path;
import java.util.List;

/** Prompts by language and name. */
public final class PromptLibrary {
    private PromptLibrary() {}

    /**
     * Loads all of {@code folder}: {@code <language>/<name>.wav}, where a name may contain '/'.
     * Blocks on files: not for loops.
     *
     * @param fallbackLanguages tried in this order where a prompt lacks in the language asked for
     */
    public static PromptLibrary load(Path folder, List<String> fallbackLanguages) {
        return new PromptLibrary();
    }
}
