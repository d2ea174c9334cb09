package zarang.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** kill -9 within moments of the 200: whoever heard it is a contact. */
class KilledAtTheAnswerIT {
    /** As {@link RawSip} says in From. */
    private static final String CALLER = "+989120000009";

    private static final List<Integer> DELAYS_MS = List.of(0, 5, 20);

    private final Path work = Work.folder("killed-at-the-answer");
    private WebhookReceiver crm;
    private Conf conf;
    private ServerProcess server;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        conf = Conf.copy(work).webhook(crm.port());
        start();
        server.member(CALLER, "gold");
    }

    private void start() {
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        server.close();
        crm.close();
    }

    @Test
    void callerWhoHeardTheAnswerIsAContactHoweverSoonTheProcessDies() {
        for (int i = 0; i < DELAYS_MS.size(); i++) {
            try (RawSip caller = new RawSip(server.sipPort())) {
                caller.answered("1000");
                pause(Duration.ofMillis(DELAYS_MS.get(i)));
                server.kill();
            }
            start();
            String call = crm.awaitCalls("call.ended", i + 1).getLast();
            assertThat(
                            crm.await("call.ended", call)
                                    .body()
                                    .path("data")
                                    .path("answered")
                                    .asBoolean())
                    .as("killed %d ms after the 200", DELAYS_MS.get(i))
                    .isTrue();
            crm.await("points.awarded", call);
            assertThat(crm.types(call)).doesNotContain("call.answering");
        }
        assertThat(server.points(CALLER)).isEqualTo(2 * DELAYS_MS.size());
    }

    private static void pause(Duration time) {
        if (!time.isZero()) {
            Awaitility.await()
                    .pollDelay(time)
                    .pollInterval(Duration.ofMillis(1))
                    .timeout(time.plusSeconds(5))
                    .until(() -> true);
        }
    }
}
