package zarang.media.prompt;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is played once or twice and is no file of the folder, such as a message that its caller
 * wants to hear. The last {@value #MOST} are kept: of two minutes each, 60 MB. Any thread.
 */
final class LentPrompts {
    /** Before the name of each. */
    static final String PREFIX = "note:";

    static final int MOST = 32;

    private final Map<String, Prompt> prompts =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Prompt> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void put(String name, Prompt prompt) {
        prompts.remove(name);
        prompts.put(name, prompt);
    }

    synchronized @Nullable Prompt get(String name) {
        return prompts.get(name);
    }
}
