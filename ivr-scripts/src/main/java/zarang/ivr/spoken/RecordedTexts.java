package zarang.ivr.spoken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.ivr.variable.SameText;

/**
 * Texts that were recorded: the table {@code prompts.tsv} in the folder of the prompts says what is
 * spoken in each. A text whose sentences all stand in it is played from recordings. Immutable, any
 * thread.
 *
 * <p>The table's first line names its columns, parted by tabs: {@code name}, then languages; an
 * empty cell is a prompt that the language does not have.
 */
public final class RecordedTexts {
    static final String TABLE = "prompts.tsv";
    private static final long TABLE_MAX_BYTES = 4L << 20;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?؟…])\\s+");

    /** Nothing is recorded. */
    public static final RecordedTexts NONE = new RecordedTexts(Map.of());

    /** By language, then text. */
    private final Map<String, Map<String, String>> names;

    private RecordedTexts(Map<String, Map<String, String>> names) {
        this.names = names;
    }

    /**
     * Reads the table of a folder; one that is not there or no table holds nothing. Only prompts
     * whose file is there count. Blocks.
     */
    public static RecordedTexts read(Path folder) {
        Path table = folder.resolve(TABLE);
        try {
            return Files.isRegularFile(table) && Files.size(table) <= TABLE_MAX_BYTES
                    ? read(folder, Files.readAllLines(table))
                    : NONE;
        } catch (IOException unreadable) {
            return NONE;
        }
    }

    private static RecordedTexts read(Path folder, List<String> lines) {
        Map<String, Map<String, String>> names = new HashMap<>();
        List<String> columns = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        for (String line : lines) {
            List<String> row = cells(line);
            for (int i = 1; i < Math.min(row.size(), columns.size()); i++) {
                Path file = folder.resolve(columns.get(i)).resolve(row.getFirst() + ".wav");
                if (!row.get(i).isEmpty() && Files.isRegularFile(file)) {
                    names.computeIfAbsent(columns.get(i), c -> new HashMap<>())
                            .putIfAbsent(plain(row.get(i)), row.getFirst());
                }
            }
        }
        return new RecordedTexts(names);
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }

    /**
     * The prompts that speak a text, sentence by sentence; empty if one of them is not recorded.
     */
    public Optional<List<String>> find(String language, String text) {
        Map<String, String> known = names.getOrDefault(language, Map.of());
        String whole = known.get(plain(text));
        if (whole != null) {
            return Optional.of(List.of(whole));
        }
        List<String> prompts = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(text.strip(), -1)) {
            String name = known.get(plain(sentence));
            if (name == null) {
                return Optional.empty();
            }
            prompts.add(name);
        }
        return Optional.of(prompts);
    }

    /** Spaces do not matter, nor does what stands at the end, nor how a letter is written. */
    private static String plain(String text) {
        return SameText.folded(text.strip().replaceAll("\\s+", " ").replaceAll("[.!؟?…]+$", ""));
    }
}
