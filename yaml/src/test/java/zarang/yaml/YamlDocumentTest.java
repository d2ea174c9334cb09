package zarang.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlDocumentTest {
    @Test
    void everyKeyAndValueKnowsItsPlace() {
        YamlMap root = document("a: 1\nlist:\n  - x: تست\n    y: [1, 2]\n").root();
        YamlMap item = root.list("list").orElseThrow().maps().getFirst();
        assertThat(root.keyPlace("list")).hasToString("t.yaml:2:1");
        assertThat(item.get("x").orElseThrow().place()).hasToString("t.yaml:3:8");
        YamlNode two = item.list("y").orElseThrow().items().get(1);
        assertThat(two.place()).hasToString("t.yaml:4:12");
        assertThat(two.path()).isEqualTo("list[0].y[1]");
    }

    @Test
    void accessorsGiveTypedValues() {
        YamlDocument document =
                document(
                        "n: 5060\nb: true\nd: 150ms\nphone: 02112345\nq: \"7\"\none: x\nmany: [a, 2]");
        YamlMap root = document.root();
        assertThat(root.integer("n", 1, 65535)).contains(5060);
        assertThat(root.get("b").flatMap(YamlNode::bool)).contains(true);
        assertThat(root.duration("d", Duration.ZERO, Duration.ofSeconds(5)))
                .contains(Duration.ofMillis(150));
        assertThat(root.text("phone")).contains("02112345");
        assertThat(root.get("one").orElseThrow().texts()).containsExactly("x");
        assertThat(root.get("many").orElseThrow().texts()).containsExactly("a", "2");
        assertThat(root.get("none")).isEmpty();
        assertThat(root.text("none")).isEmpty();
        assertThat(document.findings().list()).isEmpty();
    }

    @Test
    void accessorsCollectWhatIsWrongAndSortItByPlace() {
        YamlDocument document = document("n: 70000\nd: 5\nb: yes\nm: [1]\nports: abc\nx:\n");
        YamlMap root = document.root();
        root.get("ports")
                .orElseThrow()
                .parsed("a port range such as 20000-29999", w -> Optional.empty());
        root.map("m");
        root.get("b").orElseThrow().bool();
        root.duration("d", Duration.ofMillis(10), Duration.ofHours(1));
        root.integer("n", 1, 65535);
        root.text("x");
        root.require("y", "a name");
        root.onlyKeys(List.of("n", "d", "b", "m", "port", "x", "y"));
        assertThat(said(document.findings().list()))
                .containsExactly(
                        "t.yaml:1:1: y: is missing, expected a name",
                        "t.yaml:1:4: n: found 70000, expected a whole number from 1 to 65535",
                        "t.yaml:2:4: d: found 5, expected a duration from 10ms to 1h",
                        "t.yaml:3:4: b: found 'yes', expected true or false",
                        "t.yaml:4:4: m: found a list, expected keys and values",
                        "t.yaml:5:1: ports: unknown key; did you mean 'port'?",
                        "t.yaml:5:8: ports: found 'abc', expected a port range such as 20000-29999",
                        "t.yaml:6:3: x: found nothing, expected text");
    }

    @Test
    void emptyFileIsAnEmptyMap() {
        assertThat(document("").root().keys()).isEmpty();
        assertThat(document("# only words\n").root().keys()).isEmpty();
        assertThat(document("---\n").root().keys()).isEmpty();
    }

    @Test
    void whatIsNotSupportedIsRefusedWithItsPlace() {
        assertThat(refused("a: &x 1\n"))
                .isEqualTo("t.yaml:1:4: a: an anchor (&name) is not supported");
        assertThat(refused("a: *x\n")).contains("t.yaml:1:4: a: an alias (*name)");
        assertThat(refused("a: !!int 1\n")).contains("t.yaml:1:4: a: a tag");
        assertThat(refused("a: 1\n---\nb: 2\n")).contains("t.yaml:2:1: a second document");
        assertThat(refused("- a\n")).contains("t.yaml:1:1: found a list, expected keys and values");
        assertThat(refused("hello\n")).contains("t.yaml:1:1: found a single value");
        assertThat(refused("? [a]\n: b\n")).contains("as a key, expected a name");
        assertThat(refused("a: 1\nb:\n  c: 1\n  c: 2\n"))
                .isEqualTo("t.yaml:4:3: b.c: is given twice, first in line 3");
        assertThat(refused("a: b: c\n"))
                .isEqualTo("t.yaml:1:5: not YAML: mapping values are not allowed here");
        assertThat(refused("a: 1\nb: \u0007\n"))
                .isEqualTo("t.yaml:2:4: the character U+0007 is not allowed");
    }

    /** They would reach terminals, pictures and the CRM. */
    @Test
    void controlCharactersHalfPairsAndOverridesOfDirectionAreNamedWhereverTheyComeFrom() {
        assertThat(refused("a: \"x\\u0000y\"\n"))
                .isEqualTo("t.yaml:1:4: a: holds U+0000 (null): it cannot be seen, delete it");
        assertThat(refused("a: \"\\u001b[31m\"\n")).contains("holds U+001B");
        assertThat(refused("a: \"\\ud800\"\n")).contains("holds U+D800");
        assertThat(refused("\"a\\u007f\": 1\n")).contains("holds U+007F");
        assertThat(refused("a: 'x\u202ey'\n")).contains("holds U+202E (right-to-left override)");
        assertThat(document("a: \"x\\ty\\nz\\u2067خط\\u2069\"\nb: خط\u200cها\n").findings().list())
                .isEmpty();
    }

    @Test
    void signsThatAreNotWhatTheySeemAreNamedByCodePointWithTheCure() {
        assertThat(refused("sip:\n  max-calls:\u00a05\n  realm: x\n"))
                .startsWith("t.yaml:2:13: U+00A0 (no-break space): write an ordinary space");
        assertThat(refused("sip:\n  realm: x\n \u00a0max: 5\n"))
                .startsWith("t.yaml:3:2: U+00A0 (no-break space): write an ordinary space");
        assertThat(refused("\u00a0\u00a0max: 5\n"))
                .isEqualTo(
                        "t.yaml:1:1: \u00a0\u00a0max: begins with U+00A0 (no-break space): write"
                                + " an ordinary space");
        assertThat(refused("a: hotline\u200b\n"))
                .isEqualTo(
                        "t.yaml:1:4: a: ends with U+200B (zero width space): it cannot be seen,"
                                + " delete it");
        assertThat(refused("a: 1\n\ufeffb: 2\n"))
                .startsWith("t.yaml:2:1: \ufeffb: begins with U+FEFF (zero width no-break space)");
        assertThat(refused("a:\n\tb: 1\n"))
                .isEqualTo("t.yaml:2:1: a tab (U+0009) stands in the indentation: write spaces");
        assertThat(refused("a: {b: 1، c: 2}\n"))
                .startsWith("t.yaml:1:9: U+060C (arabic comma): write ,");
        assertThat(refused("a: \"1000”\nb: 1\n"))
                .isEqualTo(
                        "t.yaml:1:4: the quote that opens here is never closed; it holds U+201D"
                                + " (right double quotation mark): write \"");
        YamlDocument document =
                document("n: ۵۰۶۰\nd: ٥s\nq: \"7\"\nb: 'true'\nk: {پ،: 1}\nok: \"می\u200cشود\"\n");
        YamlMap root = document.root();
        root.integer("n", 1, 65535);
        root.duration("d", Duration.ZERO, Duration.ofHours(1));
        root.integer("q", 1, 9);
        root.get("b").orElseThrow().bool();
        assertThat(root.text("ok")).isPresent();
        assertThat(said(document.findings().list()))
                .containsExactly(
                        "t.yaml:1:4: n: found '۵۰۶۰', expected a whole number from 1 to 65535; it"
                                + " holds U+06F5 (extended arabic-indic digit five): write 5; it"
                                + " holds U+06F0 (extended arabic-indic digit zero): write 0; it"
                                + " holds U+06F6 (extended arabic-indic digit six): write 6",
                        "t.yaml:2:4: d: found '٥s', expected a duration from 0s to 1h; it holds"
                                + " U+0665 (arabic-indic digit five): write 5",
                        "t.yaml:3:4: q: found '7', expected a whole number from 1 to 9; take the"
                                + " quotes away",
                        "t.yaml:4:4: b: found 'true', expected true or false; take the quotes away");
    }

    @Test
    void byteOrderMarkAtTheBeginningAndPersianInQuotesAndCommentsAreNoFault() {
        assertThat(document("\ufeffa: 1 # می\u200cشود، ۵\nb: 'گرامیِ «طلایی»، ۱۲'\n").root().keys())
                .containsExactly("a", "b");
    }

    @Test
    void whatIsNotClosedIsNamedWhereItWasOpened() {
        assertThat(refused("x: 1\na: \"x\nb: y\n"))
                .isEqualTo("t.yaml:2:4: the quote that opens here is never closed");
        assertThat(refused("x: 1\na: \"x\nb: \"y\"\nc: 2\n"))
                .isEqualTo(
                        "t.yaml:2:4: the quote that opens here is closed only in line 3: is its"
                                + " end missing?");
        assertThat(refused("a: 'it''s # no comment\nc: 'x'\n")).startsWith("t.yaml:1:4: the quote");
        assertThat(refused("a: [1, 2\nb: 3\n"))
                .startsWith(
                        "t.yaml:1:4: what '[' opens here is not closed before line 2, column 2");
        assertThat(refused("a: {b: 1, c: 2\nd: 3\n"))
                .startsWith("t.yaml:1:4: what '{' opens here is not closed before line 2");
        assertThat(refused("from: [::1/128]\n"))
                .isEqualTo(
                        "t.yaml:1:8: what begins with ':' stands in quotes here, such as"
                                + " \"::1/128\"");
    }

    @Test
    void numbersWhereTextIsWantedKeepTheirZeros() {
        YamlMap root = document("a: 09121234567\n02188776655: x\nb: 0x10\nc: 1e3\n").root();
        assertThat(root.text("a")).contains("09121234567");
        assertThat(root.keys()).contains("02188776655");
        assertThat(root.text("b")).contains("0x10");
        assertThat(root.text("c")).contains("1e3");
    }

    @Test
    void depthSizeAndCountAreBounded() {
        assertThat(refused("a: " + "[".repeat(500_000)))
                .contains("nested more than 32 levels deep");
        assertThat(refused("a: [" + "1,".repeat(60_000) + "1]")).contains("more than 50000 values");
        assertThat(refused("x".repeat(YamlDocument.BYTES_MAX + 1))).contains("is too long");
        assertThat(refused("? " + "k".repeat(200) + "\n: 1")).contains("a key longer than 128");
        YamlMap digits = document("a: " + "9".repeat(100_000)).root();
        assertThat(digits.integer("a", 0, 9)).isEmpty();
    }

    @Test
    void fileThatCannotBeReadIsAFinding(@TempDir Path folder) throws IOException {
        Path latin =
                Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        assertThat(YamlDocument.read(latin).toString()).contains("is not UTF-8 text");
        assertThat(YamlDocument.read(folder.resolve("none.yaml")).toString())
                .contains("there is no such file");
        assertThat(YamlDocument.read(folder).toString()).contains("cannot be read");
    }

    @Test
    void findingsAreBoundedAndTheRestIsCounted() {
        StringBuilder text = new StringBuilder("a: 1\n");
        for (int i = 0; i < 300; i++) {
            text.append("a: 1\n");
        }
        Parsed parsed = YamlDocument.parse("t.yaml", text.toString());
        List<Finding> findings = findings(parsed);
        assertThat(findings).hasSize(Findings.LIMIT + 1);
        assertThat(findings.getLast().message())
                .isEqualTo("and 100 more findings that are not shown");
    }

    @Test
    void spansAreReadAndWritten() {
        for (String span : List.of("150ms", "5s", "2m", "1h", "7d", "0s", "90s")) {
            assertThat(Spans.parse(span).map(Spans::write)).contains(span);
        }
        assertThat(List.of("5", "s", "-5s", "1.5s", "5sec", "9999999999s"))
                .allSatisfy(span -> assertThat(Spans.parse(span)).isEmpty());
    }

    @Test
    void mutilatedFilesNeverThrow() {
        long seed = 20_260_321;
        Random random = new Random(seed);
        String good =
                "steps:\n  a: {play: x, on: {\"1\": b}}\n  b: [1, 'two', \"th\\u00e9\"]\n# c\n";
        String spice = "{}[]:,&*!|>'\"%@`-?#\n\t \\\0\uFEFF\uD800ی";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.setCharAt(
                        random.nextInt(text.length()),
                        spice.charAt(random.nextInt(spice.length())));
            }
            assertThat(YamlDocument.parse("t.yaml", text.toString()))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    private static YamlDocument document(String text) {
        return ((Parsed.Document) YamlDocument.parse("t.yaml", text)).document();
    }

    private static String refused(String text) {
        List<Finding> findings = findings(YamlDocument.parse("t.yaml", text));
        assertThat(findings).hasSize(1);
        return findings.getFirst().toString();
    }

    private static List<Finding> findings(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Refused(List<Finding> findings) -> findings;
            case Parsed.Document(YamlDocument document) -> document.findings().list();
        };
    }

    static List<String> said(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }
}
