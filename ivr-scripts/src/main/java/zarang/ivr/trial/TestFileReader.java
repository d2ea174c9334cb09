package zarang.ivr.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zarang.yaml.Parsed;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlSchema;

/** Reads files of tests. Immutable, any thread; keep it, because the schema takes time to read. */
public final class TestFileReader {
    /** How the names of files of tests end. */
    public static final String ENDING = ".test.yaml";

    private static final String SCHEMA = "flow-test.schema.json";

    private final YamlSchema schema = YamlSchema.of(schemaText());
    private final WorldReader worlds;

    /**
     * @param zone of times that are written without one
     */
    public TestFileReader(ZoneId zone) {
        this.worlds = new WorldReader(zone);
    }

    /** The JSON Schema of files of tests. */
    static String schemaText() {
        try (InputStream in =
                Objects.requireNonNull(TestFileReader.class.getResourceAsStream(SCHEMA))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file. Blocks. */
    public TestFile read(Path file) {
        return read(file.toString(), YamlDocument.read(file, schema));
    }

    /** Reads a text. {@code file} is its name in findings. */
    public TestFile read(String file, String text) {
        return read(file, YamlDocument.parse(file, text, schema));
    }

    private TestFile read(String file, Parsed parsed) {
        String beside = Path.of(file).getFileName().toString().replaceFirst("\\.test\\.yaml$", "");
        return switch (parsed) {
            case Parsed.Refused refused ->
                    new TestFile(file, beside, List.of(), List.of(), refused.findings());
            case Parsed.Document(YamlDocument document) -> {
                YamlMap root = document.root();
                TrialWorld world = given(TrialWorld.USUAL, root);
                List<TrialTest> tests = new ArrayList<>();
                List<WrittenAnswer> answers = new ArrayList<>(answers(root));
                YamlMap written = root.map("tests").orElseThrow();
                written.values()
                        .forEach((name, node) -> {
                            TrialWorld own = world;
                            if (node instanceof YamlMap map) {
                                own = given(world, map);
                                answers.addAll(answers(map));
                            }
                            tests.add(
                                    new TrialTest(name, written.keyPlace(name), own, lines(node)));
                        });
                yield new TestFile(
                        file,
                        root.text("flow").orElse(beside),
                        document.findings().hasErrors() ? List.of() : tests,
                        answers,
                        document.findings().list());
            }
        };
    }

    private static List<WrittenAnswer> answers(YamlMap source) {
        return source.map("given").map(WrittenAnswer::in).orElse(List.of());
    }

    private TrialWorld given(TrialWorld base, YamlMap source) {
        return source.map("given").map(map -> worlds.read(base, map)).orElse(base);
    }

    private static List<TrialTest.Line> lines(YamlNode node) {
        Optional<YamlList> list = node instanceof YamlMap map ? map.list("lines") : node.list();
        List<TrialTest.Line> lines = new ArrayList<>();
        for (YamlNode item : list.map(YamlList::items).orElse(List.of())) {
            String text = item.text().orElse("");
            switch (LineReader.read(text)) {
                case LineReader.Reading.Read(TrialLine line) ->
                        lines.add(new TrialTest.Line(line, item.place(), text));
                case LineReader.Reading.NotRead(String why) -> item.refuse(why);
            }
        }
        return lines;
    }
}
