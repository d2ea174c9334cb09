package zarang.tests.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;

/**
 * A tone of its own for every prompt, so that a phone can tell them apart: {@code fa/greet} and
 * {@code en/greet} too. Digits have theirs; all other words of numbers and dates share one.
 */
final class PromptTones {
    /** What the words of numbers and dates are called. */
    static final String WORDS = "words";

    /** What an agent is called who talks. */
    static final String AGENT = "agent";

    private static final int WORDS_HZ = 460;
    private static final int AGENT_HZ = 480;
    private static final int FIRST_HZ = 500;
    private static final int APART_HZ = 30;

    /** Its own tone is not to be taken for a prompt. */
    private static final int BEEP_HZ = 1000;

    private static final int LAST_HZ = 3_800;
    private static final double PROMPT_S = 0.4;
    private static final double WORD_S = 0.3;
    private static final Path SHIPPED = ServerProcess.HOME.resolve("ivr-scripts/prompts");

    /** By frequency. */
    private final Map<Integer, String> names = new TreeMap<>();

    /**
     * @param folder where the tones are written, a file for each that ships
     */
    PromptTones(Path folder) {
        Map<String, Integer> tones = new LinkedHashMap<>();
        names.put(WORDS_HZ, WORDS);
        names.put(AGENT_HZ, AGENT);
        int hertz = FIRST_HZ;
        for (Path prompt : prompts()) {
            String name = prompt.toString().replace(".wav", "");
            Optional<String> own = own(name);
            if (own.isPresent() && !tones.containsKey(own.get())) {
                tones.put(own.get(), hertz);
                names.put(hertz, own.get());
                hertz += APART_HZ;
                if (Math.abs(hertz - BEEP_HZ) < APART_HZ) {
                    hertz += APART_HZ;
                }
            }
            Tone.sine(
                    folder.resolve(prompt),
                    own.map(tones::get).orElse(WORDS_HZ),
                    name.contains("/digit/") || name.matches(".*/num/.*") ? WORD_S : PROMPT_S);
        }
        if (hertz > LAST_HZ) {
            throw new IllegalStateException("more prompts than tones: let them be closer");
        }
    }

    private static List<Path> prompts() {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(".wav"))
                    .map(SHIPPED::relativize)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a prompt is told apart as; empty for words that share a tone. English has its own. */
    private static Optional<String> own(String name) {
        if (name.matches("fa/num/\\d")) {
            return Optional.of(name.substring("fa/num/".length()));
        }
        if (name.matches("fa/[a-z0-9-]+")) {
            return Optional.of(name.substring("fa/".length()));
        }
        return name.matches("en/(info-.*|goodbye)") ? Optional.of(name) : Optional.empty();
    }

    /** The tone of an agent who says hello, as a person does. */
    static Path hello(Path file) {
        return Tone.sine(file, AGENT_HZ, 1, 60);
    }

    /** What is heard in so many samples; empty for silence, and for what is no tone of ours. */
    Optional<String> name(short[] samples) {
        return names.entrySet().stream()
                .filter(tone -> Tone.share(samples, tone.getKey()) > 0.7)
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
