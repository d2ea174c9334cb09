package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** The first call in five minutes, typed as the front page has it. */
class FirstCallIT {
    private static final Pattern SECTION =
            Pattern.compile("(?ms)^## Your first call, in five minutes$(.*?)^## ");
    private static final String ZARANG = "./zarang ";

    private final Path work = Work.folder("first-call");
    private ServerProcess server;
    private @Nullable Process agent;

    @BeforeEach
    void open() {
        server = ServerProcess.start(ServerProcess.HOME.resolve("conf"), work.resolve("data"));
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.destroy();
        }
        server.close();
    }

    @Test
    void theCommandsOfTheFrontPageBringACallerToAnAgentAndCountTheContact() // CC09 CC19
            throws IOException {
        List<String> commands = commands();
        assertThat(commands)
                .extracting(line -> line.split(" ", 3)[1])
                .containsExactly("serve", "agent", "member", "call", "points");
        agent = start(commands.get(1));
        await("the agent's phone is registered")
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.agentState("2001").equals("available"));
        run(commands.get(2));
        run(commands.get(3));
        assertThat(Tone.read(work.resolve("heard.wav")).seconds())
                .as("the greeting, the menu, the agent")
                .isGreaterThan(5);
        await("the contact was counted")
                .atMost(Duration.ofSeconds(20))
                .until(() -> run(commands.get(4)).contains("available 2"));
        try (Stream<Path> recordings = Files.walk(work.resolve("data/recordings"), 4)) {
            assertThat(recordings).anyMatch(file -> file.toString().endsWith(".wav"));
        }
    }

    private static List<String> commands() throws IOException {
        Matcher section =
                SECTION.matcher(Files.readString(ServerProcess.HOME.resolve("README.md")));
        assertThat(section.find()).isTrue();
        return section.group(1)
                .lines()
                .filter(line -> line.startsWith(ZARANG))
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .toList();
    }

    private String run(String line) {
        Tool.Outcome outcome = Tool.run(work, words(line));
        assertThat(outcome.exit()).as(line + "\n" + outcome).isZero();
        return outcome.out();
    }

    private Process start(String line) throws IOException {
        return new ProcessBuilder(words(line))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("agent.out").toFile())
                .start();
    }

    /** The server of a test has a port of its own. */
    private List<String> words(String line) {
        List<String> words = Tool.words(line);
        words.replaceAll(each -> each.startsWith("sip:1000@") ? server.uri("1000") : each);
        return words;
    }
}
