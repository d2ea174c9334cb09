package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** The page for club managers, read as they read it: each command does what the page says. */
class ClubPageIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private record Command(String line, int exit) {}

    private final Path work = Work.folder("club-page");
    private ServerProcess server;

    @BeforeEach
    void open() {
        Conf conf = Conf.copy(work);
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyCommandOfThePageDoesWhatItSays() throws IOException {
        String page = Files.readString(ServerProcess.HOME.resolve("docs/CLUB.md"));
        Files.writeString(work.resolve("members.csv"), block(page, "csv").getFirst());
        List<Command> commands = commands(page);
        assertThat(commands).hasSizeGreaterThan(8);
        StringBuilder said = new StringBuilder();
        for (Command command : commands) {
            Tool.Outcome outcome = run(command.line());
            assertThat(outcome.exit()).as(command + "\n" + outcome).isEqualTo(command.exit());
            said.append(outcome.err()).append(outcome.out());
        }
        String printed =
                block(page, "").stream()
                        .filter(block -> block.startsWith("members.csv:"))
                        .findFirst()
                        .orElseThrow();
        assertThat(said).contains(printed);
        assertThat(Files.readString(work.resolve("refused.csv")))
                .contains("\"9.89E+11\"")
                .contains("\"رضا مرادی\",\"الماس\",5,\"tier: not one of");
        assertThat(server.tool("member", "show", "09121234567").path("tier").asString())
                .as("changed by the update")
                .isEqualTo("gold");
        assertThat(server.tool("member", "show", "09131234567").path("tier").asString())
                .as("an empty cell is the lowest tier")
                .isEqualTo("bronze");
    }

    private Tool.Outcome run(String line) {
        List<String> words = Tool.words(line);
        words.addAll(List.of("--data", server.data().toString()));
        return Tool.run(work, words);
    }

    private static List<String> block(String page, String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The lines that begin with {@code ./zarang}; a comment {@code # exit 1} is believed. */
    private static List<Command> commands(String page) {
        return block(page, "").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("./zarang "))
                .map(line ->
                        new Command(
                                line.replaceFirst("\\s+#.*", ""),
                                line.contains("# exit 1") ? 1 : 0))
                .toList();
    }
}
