package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlowTestCommandTest {
    private static final Path SHIPPED = Path.of("../ivr-scripts/scripts");

    private static final String PROMPTS = "../ivr-scripts/prompts";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void scripts() throws IOException {
        for (String file : new String[] {"hotline.yaml", "hotline.test.yaml"}) {
            Files.copy(SHIPPED.resolve(file), folder.resolve(file));
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new FlowCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int test(String... more) {
        String[] arguments = new String[more.length + 5];
        arguments[0] = "test";
        arguments[1] = "--conf";
        arguments[2] = "../conf";
        arguments[3] = "--prompts";
        arguments[4] = PROMPTS;
        System.arraycopy(more, 0, arguments, 5, more.length);
        return run(arguments);
    }

    private void breakTest() throws IOException {
        Path tests = folder.resolve("hotline.test.yaml");
        Files.writeString(
                tests,
                Files.readString(tests).replace("hears points-before\n", "hears points-befor\n"));
    }

    @Test
    void shippedTestsAreGoodAsFolderAsScriptAndAsFile() {
        assertThat(test(folder.toString())).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains("hotline.test.yaml: 10 tests, all good", "coverage of hotline: ");
        assertThat(test(folder.resolve("hotline.yaml").toString())).isZero();
        assertThat(test(folder.resolve("hotline.test.yaml").toString())).isZero();
    }

    @Test
    void testThatFailsIsToldWithPlaceAndTranscriptAndExitsWithOne() throws IOException {
        breakTest();
        assertThat(test(folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern(
                        "hotline\\.test\\.yaml:\\d+:7: key at the very limit of the time counts:"
                                + " expected to hear points-befor, heard points-before; did you"
                                + " mean that\\?\n +0\\.000  identify ")
                .contains("10 tests, 1 failed");
    }

    @Test
    void programsReadJsonAndBuildServersReadJUnitXml() throws IOException {
        breakTest();
        Path xml = folder.resolve("junit.xml");
        assertThat(test("--json", "--junit", xml.toString(), folder.toString())).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.path("ok").asBoolean()).isFalse();
        assertThat(json.path("tests").size()).isEqualTo(10);
        assertThat(json.path("coverage").get(0).path("flow").asString()).isEqualTo("hotline");
        assertThat(Files.readString(xml))
                .contains("tests=\"10\" failures=\"1\"", "expected to hear points-befor, heard");
    }

    @Test
    void flowWithFaultsIsNamedAndNothingIsRun() throws IOException {
        Path script = folder.resolve("hotline.yaml");
        Files.writeString(
                script, Files.readString(script).replace("next: main-menu", "next: main-men"));
        assertThat(test(folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "hotline.test.yaml:1:1: flow: the flow 'hotline' has faults",
                        "there is no step 'main-men'; did you mean 'main-menu'?");
    }

    @Test
    void nothingToTestIsAFaultOfUsage() throws IOException {
        Files.delete(folder.resolve("hotline.test.yaml"));
        assertThat(test(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there are no tests in ");
        assertThat(test(folder.resolve("hotline.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("hotline.test.yaml");
        assertThat(run("test")).isEqualTo(2);
    }

    @Test
    void calendarsOfTheConfigurationAnswerByTheTimeOfTheTestBeforeAndAfterAChange()
            throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        try (Stream<Path> files = Files.list(Path.of("../conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, conf.resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(
                conf.resolve("calendars.yaml"),
                """
                weekends:
                  - days: [friday]
                  - {from: 1405-04-01, days: [thursday, friday]}
                calendars:
                  office:
                    hours: {workday: 08:00-16:00}
                    changes:
                      - {from: 1405-03-15, until: 1405-06-15, workday: 07:00-13:00}
                """);
        Path scripts = Files.createDirectories(folder.resolve("office"));
        Files.writeString(
                scripts.resolve("office.yaml"),
                """
                flow: office
                language: fa
                start: open
                steps:
                  open: {hours: office, on: {open: yes-open, closed: no, closed-now: emergency}}
                  yes-open: {play: greet, next: end}
                  no: {play: closing, next: end}
                  emergency: {play: apology, next: end}
                  end: {hang-up: }
                """);
        Files.writeString(
                scripts.resolve("office.test.yaml"),
                """
                tests:
                  last day of the old hours:
                    given: {time: 1405-03-13 07:30}
                    lines: [hears closing]
                  first day of the summer hours:
                    given: {time: 1405-03-16 07:30}
                    lines: [hears greet]
                  last afternoon of the old hours:
                    given: {time: 1405-03-13 15:59}
                    lines: [hears greet]
                  last Thursday that is a workday:
                    given: {time: 1405-03-28 10:00}
                    lines: [hears greet]
                  first Thursday that is none:
                    given: {time: 1405-04-04 10:00}
                    lines: [hears closing]
                  what the test answers goes before the calendar:
                    given: {time: 1405-03-16 07:30, answers: {calendar: closed-now}}
                    lines: [hears apology]
                """);
        String[] arguments = {"test", "--conf", conf + "", "--prompts", PROMPTS, scripts + ""};
        assertThat(run(arguments)).as("%s%s", out, err).isZero();
        assertThat(out.toString()).contains("office.test.yaml: 6 tests, all good");
    }
}
