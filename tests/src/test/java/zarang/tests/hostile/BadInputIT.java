package zarang.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/**
 * Mistakes of an admin: each is refused with its place and a reason, and what runs goes on. Ends
 * with the one thing an admin must be able to rely on, a stop that cuts nobody off.
 */
class BadInputIT {
    private static final Path SHIPPED =
            ServerProcess.HOME.resolve("ivr-scripts/scripts/hotline.yaml");

    @Test
    void brokenConfigurationIsRefusedWithPlaceKeyFoundAndExpected() {
        Path work = Work.folder("bad-configuration");
        Conf conf =
                Conf.copy(work)
                        .change("zarang.yaml", "numbers:", "nombers: {}\nnumbers:")
                        .change("zarang.yaml", "  # max-calls: 1000 ", "  max-calls: many #")
                        .change("queues.yaml", "size: 200 ", "size: 2000000000 ");
        Tool.Outcome refused = serve(conf.folder(), work.resolve("data"));
        assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
        assertThat(refused.out()).as("nothing was ready").isEmpty();
        assertThat(refused.err())
                .containsPattern("zarang\\.yaml:\\d+:\\d+: .*nombers")
                .containsPattern("zarang\\.yaml:\\d+:\\d+: sip\\.max-calls: found 'many', expected")
                .containsPattern("queues\\.yaml:\\d+:\\d+: .*size: found .*2000000000.*, expected")
                .doesNotContain("Exception");
        assertThat(work.resolve("data")).as("nothing was started").doesNotExist();
    }

    @Test
    void scriptWithAnUnknownQueueKeepsTheServerFromStarting() throws IOException {
        Path work = Work.folder("bad-script");
        Conf conf = Conf.copy(work);
        Path scripts =
                script(work, Files.readString(SHIPPED).replace("queue: sales", "queue: sails"));
        Tool.Outcome refused = serve(conf.folder(), work.resolve("data"), "ivr.scripts=" + scripts);
        assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
        assertThat(refused.err()).containsPattern("hotline\\.yaml:\\d+:\\d+: .*sails");
    }

    @Test
    void toolsSayWhoIsAtFaultByTheirExitCode() throws IOException {
        Path work = Work.folder("exit-codes");
        Path broken =
                script(work, Files.readString(SHIPPED).replace("next: main-menu", "next: nowhere"))
                        .resolve("hotline.yaml");
        Tool.Outcome check = Tool.run("flow", "check", broken.toString());
        assertThat(check.exit()).as("%s", check).isEqualTo(1);
        assertThat(check.out()).containsPattern("hotline\\.yaml:\\d+:\\d+: .*nowhere");
        assertThat(Tool.run("flow", "check", SHIPPED.toString()).exit()).isZero();
        assertThat(Tool.run("flow", "check").exit()).as("no file").isEqualTo(2);
        assertThat(Tool.run("flow", "paint", SHIPPED.toString()).exit()).isEqualTo(2);
        Tool.Outcome alone =
                Tool.run(
                        "member",
                        "show",
                        "09121234567",
                        "--data",
                        work.resolve("nobody").toString());
        assertThat(alone.exit()).as("%s", alone).isEqualTo(3);
    }

    @Test
    void brokenScriptLeavesWhatRunsAndAGoodOneIsForNewCallsAndAStopCutsNobodyOff()
            throws Exception {
        Path work = Work.folder("running");
        Conf conf = Conf.copy(work);
        String good = Files.readString(SHIPPED);
        Path scripts = script(work, good);
        try (ServerProcess server =
                        ServerProcess.start(
                                conf.folder(),
                                work.resolve("data"),
                                conf.promptsSetting(),
                                "ivr.scripts=" + scripts);
                RawSip caller = new RawSip(server.sipPort())) {
            script(work, good.replace("queue: sales", "queue: sails"));
            Tool.Outcome refused = publish(server);
            assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
            assertThat(refused.err()).containsPattern("hotline\\.yaml:\\d+:\\d+: .*sails");
            assertThat(caller.call("1000")).isEqualTo(200);
            awaitStarted(work, 1);

            script(work, good.replace("within: 150ms", "within: 100ms"));
            assertThat(publish(server).exit()).isZero();
            assertThat(caller.call("1000")).isEqualTo(200);
            awaitStarted(work, 2);

            Tool.Outcome second = serve(conf.folder(), server.data());
            assertThat(second.exit()).as("%s", second).isEqualTo(1);
            assertThat(second.err()).contains("another Zarang is running on");

            RawSip.Call talk = caller.answered("1000");
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(server::stop);
            await("503 while draining")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> caller.call("1000") == 503);
            assertThat(exit).as("the talk keeps it up").isNotDone();
            assertThat(talk.hangUp()).as("the talk went on").isEqualTo(200);
            assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    /** Starts a server that is expected not to; one that does all the same is ended. */
    private static Tool.Outcome serve(Path conf, Path data, String... settings) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "timeout",
                                "60",
                                ServerProcess.HOME.resolve("zarang").toString(),
                                "serve",
                                "--conf",
                                conf.toString(),
                                "--data",
                                data.toString()));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        return Tool.run(ServerProcess.HOME, command);
    }

    private static Tool.Outcome publish(ServerProcess server) {
        return Tool.run("flow", "publish", "--data", server.data().toString());
    }

    /** Writes the one script of a folder. */
    private static Path script(Path work, String text) throws IOException {
        Path scripts = Files.createDirectories(work.resolve("scripts"));
        Files.writeString(scripts.resolve("hotline.yaml"), text);
        return scripts;
    }

    private static void awaitStarted(Path work, int version) {
        await("a call of version " + version)
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        Files.readString(work.resolve("data.log"))
                                .contains("script=hotline script-version=" + version));
    }
}
