package zarang.media.prompt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prompts by language and name, all in memory: a prompt is never read from disk while a caller
 * waits. Any thread.
 *
 * <p>They are loaded in parallel at the start, and again by {@link #reload} when files were dropped
 * in. A call keeps the prompts that were there when it came ({@link #asNow}). A minute is 1 MB.
 */
public final class PromptLibrary {
    /**
     * Prompts found for a list of names.
     *
     * @param missing names that lack in the language and in all fallbacks
     */
    public record Choice(List<Prompt> prompts, int missing) {}

    /**
     * What came of loading.
     *
     * @param prompts that can be played
     * @param findings what was left out, and why
     */
    public record Loaded(int prompts, int languages, long millis, List<PromptFinding> findings) {}

    private static final Logger log = LoggerFactory.getLogger(PromptLibrary.class);

    private final Path folder;
    private final List<String> fallbackLanguages;

    /** Language, then name. Replaced as a whole. */
    private volatile Map<String, Map<String, Prompt>> prompts = Map.of();

    private final CallTones tones;
    private final LentPrompts lent;

    /** One for all calls: what is spoken while a call runs, it hears. */
    private final SpokenTexts texts;

    private volatile Loaded lastLoaded = new Loaded(0, 0, 0, List.of());

    private PromptLibrary(
            Path folder,
            List<String> fallbackLanguages,
            CallTones tones,
            SpokenTexts texts,
            LentPrompts lent) {
        this.tones = tones;
        this.lent = lent;
        this.texts = texts;
        this.folder = folder;
        this.fallbackLanguages = List.copyOf(fallbackLanguages);
    }

    /**
     * Loads all of {@code folder}: {@code <language>/<name>.wav}, where a name may contain '/'.
     * Blocks on files: not for loops.
     *
     * @param fallbackLanguages tried in this order where a prompt lacks in the language asked for
     */
    public static PromptLibrary load(Path folder, List<String> fallbackLanguages) {
        return load(folder, fallbackLanguages, CallTones.COUNTRY);
    }

    /**
     * With tones of another country than Iran where a name says none.
     *
     * @param tones one of {@link #toneCountries}
     */
    public static PromptLibrary load(Path folder, List<String> fallbackLanguages, String tones) {
        PromptLibrary library =
                new PromptLibrary(
                        folder,
                        fallbackLanguages,
                        new CallTones(tones),
                        new SpokenTexts(),
                        new LentPrompts());
        library.reload();
        return library;
    }

    /** Countries whose tones are known, by two letters, sorted. */
    public static NavigableSet<String> toneCountries() {
        return CallTones.countries();
    }

    /**
     * Why a file below {@code folder} would be left out; empty if it can be played. Blocks on the
     * file.
     */
    public static Optional<PromptFinding> check(Path folder, Path file) {
        return PromptFolder.check(folder, file);
    }

    /** The prompts as they are now, whatever is loaded later: what one call hears. */
    public PromptLibrary asNow() {
        PromptLibrary library = new PromptLibrary(folder, fallbackLanguages, tones, texts, lent);
        library.prompts = prompts;
        library.lastLoaded = lastLoaded;
        return library;
    }

    /** What a machine speaks while the server runs; played by this library and all of its calls. */
    public SpokenTexts texts() {
        return texts;
    }

    /** Loads all anew, and then switches over at once. Blocks on files: not for loops. */
    public synchronized Loaded reload() {
        PromptFolder.Content content = PromptFolder.read(folder);
        prompts = content.prompts();
        return loaded(content);
    }

    private Loaded loaded(PromptFolder.Content content) {
        int count = content.prompts().values().stream().mapToInt(Map::size).sum();
        Loaded loaded =
                new Loaded(count, content.prompts().size(), content.millis(), content.findings());
        lastLoaded = loaded;
        log.info(
                "prompts.loaded prompts={} languages={} ms={} refused={}",
                count,
                loaded.languages(),
                loaded.millis(),
                loaded.findings().size());
        for (PromptFinding finding : loaded.findings()) {
            log.warn("prompts.refused {}", finding);
        }
        return loaded;
    }

    /**
     * Takes in what came or changed, and takes nothing away: a file that is gone, or cannot be
     * played, leaves the prompt that was there. Calls that run keep theirs. Blocks on files.
     */
    public synchronized Loaded refresh() {
        PromptFolder.Content content = PromptFolder.read(folder);
        Map<String, Map<String, Prompt>> all = new HashMap<>();
        prompts.forEach((language, names) -> all.put(language, new HashMap<>(names)));
        content.prompts()
                .forEach((language, names) ->
                        all.computeIfAbsent(language, l -> new HashMap<>()).putAll(names));
        prompts = all;
        return loaded(content);
    }

    /** What the last {@link #load} or {@link #reload} came to. */
    public Loaded lastLoaded() {
        return lastLoaded;
    }

    /** Whether a prompt is there in this very language; tones are in all. */
    public boolean has(String name, String language) {
        if (name.startsWith(CallTones.PREFIX)) {
            return tones.find(name).isPresent();
        }
        return prompts.getOrDefault(language, Map.of()).containsKey(name);
    }

    /**
     * Lets {@code prompt} be played by {@code name} in every language, until as many others are
     * lent after it as are kept; also to calls that have come already. Any thread.
     *
     * @param name which begins with {@value LentPrompts#PREFIX}
     */
    public void lend(String name, Prompt prompt) {
        lent.put(name, prompt);
    }

    /** Names in one language, sorted. */
    public Set<String> names(String language) {
        return new TreeSet<>(prompts.getOrDefault(language, Map.of()).keySet());
    }

    /** The prompts to play, in order; what is missing is left out. */
    public Choice choose(List<String> names, String language) {
        Map<String, Map<String, Prompt>> all = prompts;
        List<Prompt> found = new ArrayList<>(names.size());
        for (String name : names) {
            Prompt prompt = find(all, name, language);
            if (prompt == null) {
                log.warn(
                        "prompts.missing name={} language={} remedy=\"add {}/{}/{}.wav\"",
                        name,
                        language,
                        folder,
                        language.isEmpty() ? fallbackLanguages.getFirst() : language,
                        name);
            } else {
                found.add(prompt);
            }
        }
        return new Choice(found, names.size() - found.size());
    }

    /** One prompt in that language or a fallback; silently empty where there is none. */
    public Optional<Prompt> find(String name, String language) {
        return Optional.ofNullable(find(prompts, name, language));
    }

    private @Nullable Prompt find(
            Map<String, Map<String, Prompt>> all, String name, String language) {
        if (name.startsWith(CallTones.PREFIX)) {
            return tones.find(name).orElse(null);
        }
        if (name.startsWith(SpokenTexts.PREFIX)) {
            return texts.find(name).orElse(null);
        }
        if (name.startsWith(LentPrompts.PREFIX)) {
            return lent.get(name);
        }
        Prompt prompt = all.getOrDefault(language, Map.of()).get(name);
        for (int i = 0; prompt == null && i < fallbackLanguages.size(); i++) {
            prompt = all.getOrDefault(fallbackLanguages.get(i), Map.of()).get(name);
        }
        return prompt;
    }
}
