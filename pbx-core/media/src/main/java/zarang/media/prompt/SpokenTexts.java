package zarang.media.prompt;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prompts that were spoken by a machine while the server runs, played by names such as {@code
 * text:3f…}, in every language. The ones that were unused longest go when there is no room; who
 * plays one keeps it. Any thread.
 */
public final class SpokenTexts {
    /** Before the name of such a prompt. */
    public static final String PREFIX = "text:";

    /** At 8 kHz: 16 minutes, which are 16 MB. */
    private static final int SAMPLES_MAX = 8000 * 60 * 16;

    private final int samplesMax;
    private final Map<String, Prompt> byName = new LinkedHashMap<>(16, 0.75f, true);
    private int samples;

    SpokenTexts() {
        this(SAMPLES_MAX);
    }

    SpokenTexts(int samplesMax) {
        this.samplesMax = samplesMax;
    }

    /**
     * Takes one in.
     *
     * @param name with its prefix
     */
    public synchronized void put(String name, Prompt prompt) {
        Prompt before = byName.put(name, prompt);
        samples += prompt.length() - (before == null ? 0 : before.length());
        Iterator<Prompt> oldest = byName.values().iterator();
        while (samples > samplesMax && byName.size() > 1) {
            samples -= oldest.next().length();
            oldest.remove();
        }
    }

    /** Whether it is there still; asking counts as use. */
    public synchronized boolean has(String name) {
        return byName.get(name) != null;
    }

    synchronized Optional<Prompt> find(String name) {
        @Nullable Prompt found = byName.get(name);
        return Optional.ofNullable(found);
    }
}
