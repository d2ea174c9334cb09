package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** The page for those who ask the API, read as they read it: its commands run as they stand. */
class ApiPageIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    private final Path work = Work.folder("api-page");
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
        String page = Files.readString(ServerProcess.HOME.resolve("docs/API.md"));
        String commands =
                BLOCK.matcher(page)
                        .results()
                        .map(block -> block.group(1))
                        .collect(Collectors.joining());
        assertThat(commands.lines().count()).isGreaterThan(10);
        Tool.Outcome outcome =
                Tool.run(
                        ServerProcess.HOME,
                        List.of(
                                "bash",
                                "-euo",
                                "pipefail",
                                "-c",
                                commands.replace("http://127.0.0.1:8080", server.http().toString())
                                        .replace(
                                                "./zarang key create",
                                                "./zarang key create --data " + server.data())));
        assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("\"outcome\":\"added\"", "\"tier\":\"silver\"", "\"rule\":\"goodwill\"");
        String keys = Tool.run("key", "list", "--data", server.data().toString()).out();
        assertThat(keys).contains("crm").contains("points:write").doesNotContain("zk_");
        String id = keys.strip().split(" ", 2)[0];
        assertThat(Tool.run("key", "revoke", id, "--data", server.data().toString()).exit())
                .isZero();
        assertThat(Tool.run("key", "list", "--data", server.data().toString()).out())
                .isEqualTo("there is no key but the owner's token\n");
        assertThat(Tool.run("key", "revoke", id, "--data", server.data().toString()).exit())
                .isEqualTo(1);
    }
}
