package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** The page of trunks: each of its commands does what it says, and a dead carrier is named. */
class TrunkPageIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    private final Path work = Work.folder("trunk-page");
    private ServerProcess server;

    @BeforeEach
    void open() {
        Conf conf =
                Conf.copy(work)
                        .append(
                                "trunks.yaml",
                                "\n  dead:\n    proxy: sip:127.0.0.1:9\n    check-every: 5s\n");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyCommandOfThePageIsUnderstood() throws IOException {
        String page = Files.readString(ServerProcess.HOME.resolve("docs/TRUNKS.md"));
        List<String> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            block.group(1).lines().filter(line -> line.startsWith("./zarang ")).forEach(lines::add);
        }
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            List<String> words = new ArrayList<>(List.of(line.split(" ")));
            words.set(0, ServerProcess.HOME.resolve("zarang").toString());
            words.addAll(List.of("--data", server.data().toString()));
            Tool.Outcome outcome = Tool.run(work, words);
            assertThat(outcome.exit()).as(line + "\n" + outcome).isZero();
            assertThat(outcome.out()).contains("lab");
        }
    }

    @Test
    void carrierThatIsNotThereIsDownAndSaysWhy() {
        JsonNode trunk = server.tool("trunk", "test", "dead");
        for (int i = 0; i < 4 && !trunk.path("state").asString().equals("down"); i++) {
            trunk = server.tool("trunk", "test", "dead");
        }
        assertThat(trunk.path("state").asString()).isEqualTo("down");
        assertThat(trunk.path("why").asString()).contains("OPTIONS");
        assertThat(server.tool("trunk", "list").path("trunks")).hasSize(2);
        assertThat(server.metric("zarang_trunk_up")).isZero();
    }
}
