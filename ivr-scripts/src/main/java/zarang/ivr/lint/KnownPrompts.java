package zarang.ivr.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import zarang.ivr.speech.Speech;

/**
 * The prompts there are: {@code <folder>/<language>/<name>.wav}, as they were when it was looked
 * at. Any thread.
 */
public final class KnownPrompts {
    private static final String ENDING = ".wav";
    private static final int DEPTH_MAX = 5;

    private final Path folder;
    private final Map<String, Set<String>> namesByLanguage;
    private final WavProbe probe;
    private final Map<Path, Optional<String>> faults = new ConcurrentHashMap<>();
    private final Map<String, Speech.Read> speech = new ConcurrentHashMap<>();
    private final boolean voice;

    private KnownPrompts(
            Path folder, Map<String, Set<String>> namesByLanguage, WavProbe probe, boolean voice) {
        this.voice = voice;
        this.folder = folder;
        this.namesByLanguage = namesByLanguage;
        this.probe = probe;
    }

    /**
     * Looks at the prompts of these languages. Blocks. A folder that is not there is empty.
     *
     * @param probe asked about each prompt that a flow uses, once
     */
    public static KnownPrompts scan(Path folder, Set<String> languages, WavProbe probe) {
        Map<String, Set<String>> names = new TreeMap<>();
        languages.forEach(language -> names.put(language, names(folder.resolve(language))));
        return new KnownPrompts(folder, names, probe, false);
    }

    /**
     * The same.
     *
     * @param voice whether somebody speaks texts that are not recorded
     */
    public KnownPrompts withVoice(boolean voice) {
        return new KnownPrompts(folder, namesByLanguage, probe, voice);
    }

    boolean hasVoice() {
        return voice;
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

    /** Why a prompt that is there cannot be played; empty if it can. Blocks. */
    Optional<String> fault(String language, String prompt) {
        Path file = folder.resolve(language).resolve(prompt + ENDING);
        return faults.computeIfAbsent(file, probe::fault);
    }

    /** What a language says for numbers and the like: by its folder's rules, or those that ship. */
    Speech.Read speech(String language) {
        return speech.computeIfAbsent(language, l -> Speech.find(l, folder.resolve(l)));
    }

    /** What is wrong with the folder as a whole, in a line; empty if nothing is. */
    Optional<String> problem() {
        if (!Files.isDirectory(folder)) {
            return Optional.of("there is no folder of prompts " + folder);
        }
        return namesByLanguage.values().stream().allMatch(Set::isEmpty)
                ? Optional.of(
                        folder
                                + " holds no prompts of "
                                + String.join(", ", namesByLanguage.keySet())
                                + ", expected <language>/<name>.wav")
                : Optional.empty();
    }

    Path folder() {
        return folder;
    }
}
