package zarang.media.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import zarang.media.prompt.PromptFinding;
import zarang.media.prompt.PromptLibrary;

/** Looks at every prompt of a folder as the server would play it. Blocks. */
public final class PromptSurvey {
    private static final int DEPTH_MAX = 16;
    private static final String ENDING = ".wav";

    /** Beyond it the next prompt is a start, or is missed. */
    private static final double LEVEL_MARGIN_DB = 8;

    /** Longer silence at either end is heard as a pause. */
    private static final long SILENCE_MAX_MS = 500;

    private final Path folder;

    private PromptSurvey(Path folder) {
        this.folder = folder;
    }

    /**
     * A prompt as it lies there.
     *
     * @param level of the voice, dB below full scale
     * @param fault why it cannot be played
     * @param remarks what should be better, a line each
     */
    public record SurveyedPrompt(
            String language,
            String name,
            Path file,
            long millis,
            double level,
            Optional<String> fault,
            List<String> remarks) {
        public SurveyedPrompt {
            remarks = List.copyOf(remarks);
        }
    }

    /** All of them, by path. */
    public static List<SurveyedPrompt> of(Path folder) throws IOException {
        PromptSurvey survey = new PromptSurvey(folder);
        try (Stream<Path> walk = Files.walk(folder, DEPTH_MAX)) {
            return walk.filter(PromptSurvey::isWave).sorted().toList().parallelStream()
                    .map(survey::look)
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw new IOException(unreadable);
        }
    }

    private static boolean isWave(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    private SurveyedPrompt look(Path file) {
        String inside = folder.relativize(file).toString();
        int slash = inside.indexOf('/');
        String language = slash < 0 ? "" : inside.substring(0, slash);
        String name = inside.substring(slash + 1, inside.length() - ENDING.length());
        Optional<String> fault =
                PromptLibrary.check(folder, file)
                        .map(PromptFinding::fault)
                        .or(() ->
                                new PromptFiles(folder)
                                        .fault(language, name, true)
                                        .map(SoundFault::toString));
        return fault.isEmpty() && read(file) instanceof Sound sound
                ? heard(language, name, file, sound)
                : new SurveyedPrompt(language, name, file, 0, 0, fault, List.of());
    }

    private static SoundResult read(Path file) {
        try {
            return SoundReader.read(Files.readAllBytes(file));
        } catch (IOException gone) {
            return new SoundFault(SoundFault.Kind.UNREADABLE, gone.toString(), "a readable file");
        }
    }

    private static SurveyedPrompt heard(String language, String name, Path file, Sound sound) {
        double level = SpeechLevel.of(sound);
        List<String> remarks = new ArrayList<>();
        boolean word = PromptMaker.isFragment(name); // judged by how it joins; may be a pause
        if (!word && level <= SpeechLevel.SILENCE_DB) {
            remarks.add("nothing is heard in it");
        } else if (!word) {
            double off = level - PromptRules.LEVEL_DB;
            if (Math.abs(off) > LEVEL_MARGIN_DB) {
                remarks.add(
                        String.format(
                                Locale.ROOT,
                                "is %.0f dB %s than others; add it anew with prompt add --replace",
                                Math.abs(off),
                                off > 0 ? "louder" : "quieter"));
            }
            Sound voice = Trim.voice(sound, level, 0);
            if (sound.millis() - voice.millis() > SILENCE_MAX_MS) {
                remarks.add(
                        sound.millis()
                                - voice.millis()
                                + " ms of it are silence before and after the voice");
            }
        }
        return new SurveyedPrompt(
                language, name, file, sound.millis(), level, Optional.empty(), remarks);
    }
}
