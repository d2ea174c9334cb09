package zarang.ivr.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import zarang.yaml.Finding;
import zarang.yaml.Findings;
import zarang.yaml.Place;

/**
 * The prompts there are: {@code <folder>/<language>/<name>.wav}, as they were when it was looked
 * at. Immutable.
 */
public final class PromptFolder {
    private static final String ENDING = ".wav";
    private static final int DEPTH_MAX = 5;

    /** Each language builds its numbers from other words. */
    private static final String NUMBERS = "num/";

    private final Path folder;
    private final Map<String, Set<String>> namesByLanguage;

    private PromptFolder(Path folder, Map<String, Set<String>> namesByLanguage) {
        this.folder = folder;
        this.namesByLanguage = namesByLanguage;
    }

    /** Looks at the prompts of these languages. Blocks. A folder that is not there is empty. */
    public static PromptFolder scan(Path folder, Set<String> languages) {
        Map<String, Set<String>> names = new TreeMap<>();
        languages.forEach(language -> names.put(language, names(folder.resolve(language))));
        return new PromptFolder(folder, names);
    }

    private static Set<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
            Set<String> names = new TreeSet<>();
            files.filter(file -> file.toString().endsWith(ENDING))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .forEach(name -> names.add(name.substring(0, name.length() - ENDING.length())));
            return Collections.unmodifiableSet(names);
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }

    public Set<String> languages() {
        return namesByLanguage.keySet();
    }

    /** The prompts of a language. */
    public Set<String> names(String language) {
        return namesByLanguage.getOrDefault(language, Set.of());
    }

    public boolean has(String language, String prompt) {
        return names(language).contains(prompt);
    }

    Path folder() {
        return folder;
    }

    /**
     * What is wrong with the folder itself: a language without prompts, a file that is no WAV as
     * the media loops read it, a prompt that only some languages have. Blocks.
     */
    public List<Finding> check() {
        Findings findings = new Findings();
        Set<String> all = new TreeSet<>();
        namesByLanguage.values().forEach(all::addAll);
        namesByLanguage.forEach((language, names) -> {
            Path place = folder.resolve(language);
            if (names.isEmpty()) {
                findings.error(Place.start(place.toString()), "", "holds no prompts");
                return;
            }
            for (String name : names) {
                Path file = place.resolve(name + ENDING);
                WavCheck.problem(file)
                        .ifPresent(p -> findings.error(Place.start(file.toString()), "", p));
            }
            all.stream()
                    .filter(name -> !names.contains(name) && !name.startsWith(NUMBERS))
                    .map(name -> place.resolve(name + ENDING).toString())
                    .forEach(file ->
                            findings.warning(
                                    Place.start(file), "", "is missing, other languages have it"));
        });
        return findings.list();
    }
}
