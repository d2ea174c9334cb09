package zarang.media.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zarang.call.loop.RealTime;
import zarang.media.wav.Wav;
import zarang.media.wav.WavFault;
import zarang.media.wav.WavHeader;
import zarang.media.wav.WavReader;

/**
 * Reads a folder of prompts. Names are found by walking it, links not followed: no name can lead
 * out of the folder, whatever it contains.
 */
final class PromptFolder {
    /**
     * @param prompts by language, then name
     */
    record Content(
            Map<String, Map<String, Prompt>> prompts, List<PromptFinding> findings, long millis) {}

    private sealed interface Read {
        record Good(String language, String name, Prompt prompt) implements Read {}

        record Bad(PromptFinding finding) implements Read {}
    }

    /** Half an hour at 16 kHz. */
    private static final long FILE_MAX_BYTES = 64L << 20;

    private static final int FILES_MAX = 20_000;
    private static final int DEPTH_MAX = 16;
    private static final String ENDING = ".wav";

    private final Path folder;
    private final Resampler resampler = new Resampler();

    private PromptFolder(Path folder) {
        this.folder = folder;
    }

    @RealTime
    static Content read(Path folder) {
        long start = System.nanoTime();
        Content content = new PromptFolder(folder).read();
        return new Content(
                content.prompts(), content.findings(), (System.nanoTime() - start) / 1_000_000);
    }

    /** What would be said of one file if the folder were read. */
    static Optional<PromptFinding> check(Path folder, Path file) {
        return new PromptFolder(folder).readFile(file) instanceof Read.Bad(PromptFinding finding)
                ? Optional.of(finding)
                : Optional.empty();
    }

    private Content read() {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, DEPTH_MAX)) {
            files =
                    walk.filter(PromptFolder::isWave)
                            .sorted(Comparator.naturalOrder())
                            .limit(FILES_MAX + 1L)
                            .toList();
        } catch (IOException | UncheckedIOException e) {
            return new Content(
                    Map.of(), List.of(finding(folder, e.toString(), "a readable folder")), 0);
        }
        List<PromptFinding> findings = new ArrayList<>();
        if (files.size() > FILES_MAX) {
            findings.add(finding(folder, "more files", "at most " + FILES_MAX));
            files = files.subList(0, FILES_MAX);
        }
        Map<String, Map<String, Prompt>> prompts = new HashMap<>();
        for (Read read : files.parallelStream().map(this::readFile).toList()) {
            switch (read) {
                case Read.Good(String language, String name, Prompt prompt) ->
                        prompts.computeIfAbsent(language, l -> new HashMap<>()).put(name, prompt);
                case Read.Bad(PromptFinding finding) -> findings.add(finding);
            }
        }
        return new Content(prompts, findings, 0);
    }

    private static boolean isWave(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    private Read readFile(Path file) {
        Path inside = folder.relativize(file);
        if (inside.getNameCount() < 2) {
            return bad(file, "a file beside the language folders", "<language>/<name>.wav");
        }
        if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return bad(file, "no regular file", "a file, not a link or folder");
        }
        String language = inside.getName(0).toString();
        StringBuilder name = new StringBuilder();
        for (Path part : inside.subpath(1, inside.getNameCount())) {
            name.append(name.isEmpty() ? "" : "/").append(part);
        }
        name.setLength(name.length() - ENDING.length());
        try {
            long size = Files.size(file);
            if (size > FILE_MAX_BYTES) {
                return bad(file, size + " bytes", "at most " + FILE_MAX_BYTES);
            }
            return decode(file, language, name.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            return bad(file, e.toString(), "a readable file");
        }
    }

    private Read decode(Path file, String language, String name, byte[] bytes) {
        return switch (WavReader.read(bytes)) {
            case WavFault(long offset, String found, String expected) ->
                    new Read.Bad(new PromptFinding(file, offset, found, expected));
            case Wav wav -> {
                WavHeader header = wav.header();
                boolean wide = header.sampleRateHz() == 16_000 && header.format() == WavHeader.PCM;
                if (header.channels() != 1) {
                    yield bad(file, wav.formatOffset() + 2, "2 channels", "1 (mono)");
                }
                if (!wide && header.sampleRateHz() != 8000) {
                    yield bad(
                            file,
                            wav.formatOffset() + 4,
                            header.sampleRateHz() + " Hz",
                            header.format() == WavHeader.PCM ? "8000 or 16000" : "8000");
                }
                if (wav.frames() == 0) {
                    yield bad(file, bytes.length, "no audio", "at least one sample");
                }
                short[] samples = wav.samples(0);
                yield new Read.Good(
                        language, name, new Prompt(wide ? resampler.halve(samples) : samples));
            }
        };
    }

    private static Read bad(Path file, String found, String expected) {
        return bad(file, 0, found, expected);
    }

    private static Read bad(Path file, long offset, String found, String expected) {
        return new Read.Bad(new PromptFinding(file, offset, found, expected));
    }

    private static PromptFinding finding(Path file, String found, String expected) {
        return new PromptFinding(file, 0, found, expected);
    }
}
