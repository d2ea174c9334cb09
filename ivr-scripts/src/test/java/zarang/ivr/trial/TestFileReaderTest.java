package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.PhoneNumber;
import zarang.yaml.Finding;

class TestFileReaderTest {
    private static final TestFileReader READER = new TestFileReader(ZoneId.of("Asia/Tehran"));

    private static List<String> findings(String text) {
        return READER.read("t.test.yaml", text).findings().stream().map(Finding::toString).toList();
    }

    private static TrialWorld world(String given) {
        TestFile file =
                READER.read(
                        "t.test.yaml", "tests: {a: {given: {" + given + "}, lines: [wait 1s]}}\n");
        assertThat(file.findings()).isEmpty();
        return file.tests().getFirst().world();
    }

    @Test
    void mistakesAreFoundWithTheirPlaceAndWhatWasMeant() {
        assertThat(
                        findings(
                                """
                                flow: hot line
                                givn: {}
                                given: {time: tomorrow, caller: "0912", member: {teir: gold}}
                                tests:
                                  a: {line: [wait 1s]}
                                  b: hears x
                                """))
                .containsExactly(
                        "t.test.yaml:1:7: flow: found 'hot line', expected the name of a flow",
                        "t.test.yaml:2:1: givn: unknown key; did you mean 'given'?",
                        "t.test.yaml:3:49: given.member.tier: is missing, expected a tier such as"
                                + " gold",
                        "t.test.yaml:3:50: given.member.teir: unknown key; did you mean 'tier'?",
                        "t.test.yaml:5:6: tests.a.lines: is missing, expected a list of" + " lines",
                        "t.test.yaml:5:7: tests.a.line: unknown key; did you mean 'lines'?",
                        "t.test.yaml:6:6: tests.b: found 'hears x', expected a list of lines, or"
                                + " keys and values: given and lines");
    }

    @Test
    void valuesThatMeanNothingAreFound() {
        assertThat(
                        findings(
                                "given: {time: 1405-12-31 10:00, caller: \"+0\"}\n"
                                        + "tests: {a: [wait 1s]}"))
                .containsExactly(
                        "t.test.yaml:1:15: given.time: found '1405-12-31 10:00', expected a date"
                                + " and a time such as 2026-11-26 14:30, 1405-09-05 14:30 or"
                                + " 2026-11-26T14:30:00+03:30",
                        "t.test.yaml:1:41: given.caller: found '+0', expected a number such as"
                                + " \"+989121234567\", or withheld");
    }

    @Test
    void whatOnlyYamlTakesForANumberIsNone() {
        assertThat(
                        findings(
                                "given: {member: {tier: gold, points: 0x10}}\n"
                                        + "tests: {a: [wait 1s]}"))
                .containsExactly(
                        "t.test.yaml:1:38: given.member.points: found 0x10, expected a number such"
                                + " as 12.5");
        assertThat(world("answers: {http: {found: {n: 0x10, m: .nan}}}").answers().toString())
                .contains("0x10", ".nan");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    press           | press what? expected keys of 0-9, *, #, A-D; a line with # needs quotes
                    press x         | found keys 'x', expected 0-9, *, #, A-D
                    press 1 in 2s   | expected keys alone, or: press 2 at 4.9s, or: press 2 during main-menu
                    press 1 at once | found 'once', expected a time such as 5s, 4.9s or 150ms; up to 24h
                    wait            | wait how long? such as: wait 5s
                    wait 25h        | found '25h', expected a time such as 5s, 4.9s or 150ms; up to 24h
                    hears           | hears what? expected prompts, such as: hears main-menu
                    hears x ...     | "'...' leads to nothing, expected a prompt after it"
                    hangs           | expected: hangs up
                    agent sleeps    | expected: agent answers, or: agent hangs up
                    queue empty     | expected how it ends: answered, full, max-wait, no-agents, closed, left-by-key
                    expect          | expect what? such as: expect queue sales
                    expect step     | expect which step? such as: expect step main-menu
                    expect variable | expected a variable and its value, such as: expect variable order = 1234
                    """)
    void lineThatIsNoneSaysWhatIsExpected(String line, String why) {
        assertThat(findings("tests: {a: ['" + line + "']}"))
                .containsExactly("t.test.yaml:1:13: tests.a[0]: " + why);
    }

    @Test
    void slipOfTheFingerIsGuessed() {
        assertThat(findings("tests: {a: [haers x, expect quue]}").toString())
                .contains("found 'haers'; did you mean 'hears'?", "did you mean 'queue'?");
    }

    @ParameterizedTest
    @CsvSource({"press ۱۲ at ۴.۹s, 12, 4900", "press ٣# after 150ms, 3#, 150", "presses A, A, -1"})
    void digitsOfEveryKeyboardArePressed(String line, String keys, long ms) {
        TestFile file = READER.read("t.test.yaml", "tests: {a: ['" + line + "']}");
        assertThat(file.findings()).isEmpty();
        assertThat(file.tests().getFirst().lines().getFirst().line())
                .isEqualTo(
                        new TrialLine.Press(
                                keys,
                                Optional.of(java.time.Duration.ofMillis(ms))
                                        .filter(at -> !at.isNegative())));
    }

    @ParameterizedTest
    @CsvSource({
        "1405-01-01 11:30, 2026-03-21T08:00:00Z",
        "۱۴۰۵/۱/۱ ۱۱:۳۰, 2026-03-21T08:00:00Z",
        "2026-03-21T11:30, 2026-03-21T08:00:00Z",
        "2026-03-21T11:30:00+01:00, 2026-03-21T10:30:00Z",
        "1403-12-30 00:00, 2025-03-19T20:30:00Z"
    })
    void timeIsJalaliOrGregorianInTheClubsZone(String written, Instant at) {
        assertThat(world("time: '" + written + "'").at()).isEqualTo(at);
    }

    @Test
    void whatATestIsGivenComesBeforeWhatAllAreGiven() {
        TestFile file =
                READER.read(
                        "t.test.yaml",
                        """
                        given: {caller: withheld, answers: {http: timeout, hours: open}}
                        tests:
                          a: {given: {caller: "+989121234567", answers: {http: {found: {n: 1}}}}, lines: [wait 1s]}
                          b: [wait 1s]
                        """);
        assertThat(file.tests().getFirst().world().caller())
                .contains(new PhoneNumber("+989121234567"));
        assertThat(file.tests().getFirst().world().answers()).containsOnlyKeys("http", "hours");
        assertThat(file.tests().get(1).world().caller()).isEmpty();
    }

    @Test
    void hugeFileAnchorsAndKeysThatComeTwiceAreRefused() {
        assertThat(findings("tests: {a: [wait 1s]}\n" + "#".repeat(1 << 20)).toString())
                .contains("too long");
        assertThat(findings("tests: {a: &x [wait 1s], b: *x}").toString()).contains("anchor");
        assertThat(findings("tests: {a: [wait 1s], a: [wait 2s]}").toString()).contains("twice");
    }

    @Test
    void schemaForEditorsIsTheSchemaThatIsUsed() throws IOException {
        assertThat(Files.readString(Path.of("scripts/flow-test.schema.json")))
                .isEqualTo(TestFileReader.schemaText());
    }
}
