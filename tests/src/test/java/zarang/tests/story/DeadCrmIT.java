package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.RealTime;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.LyingReceiver;
import zarang.tests.kit.Ports;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/**
 * One CRM is dead, one slow, two lie: no call feels it, the honest one beside them hears
 * everything, and so does the dead one when it is back.
 */
@RealTime
class DeadCrmIT {
    private static final Logger log = LoggerFactory.getLogger(DeadCrmIT.class);
    private static final int CALLS = 4;

    private final Path work = Work.folder("dead-crm");
    private final StoryFloor floor = new StoryFloor(work);
    private final int deadPort = Ports.free();
    private final LyingReceiver endless = LyingReceiver.endless();
    private final LyingReceiver half = LyingReceiver.half();
    private WebhookReceiver honest;
    private WebhookReceiver slow;
    private ServerProcess server;

    @BeforeEach
    void open() {
        honest = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        slow = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        slow.answerAfter(Duration.ofSeconds(3));
        Conf conf =
                Conf.copy(work)
                        .webhook(deadPort, honest.port(), slow.port(), endless.port(), half.port())
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 1s");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        floor.close();
        server.kill(); // the slow and the endless one would have their time
        honest.close();
        slow.close();
        endless.close();
        half.close();
    }

    @Test
    void noCallFeelsABadReceiverAndADeadOneHearsEverythingOnceItIsBack() {
        Baresip agent = floor.agent(server);
        List<Long> setUpMs = new ArrayList<>();
        for (int call = 1; call <= CALLS; call++) {
            long began = System.nanoTime();
            Baresip caller = floor.caller(server, "+98912000003" + call, 440);
            setUpMs.add((System.nanoTime() - began) / 1_000_000);
            caller.press('1');
            agent.await("CALL_ESTABLISHED", call);
            caller.hangUp();
            agent.await("CALL_CLOSED", call);
        }
        log.info("phone started and call answered within ms: {}", setUpMs);
        List<String> calls = honest.awaitCalls("recording.ready", CALLS);
        // three for each call: the fourth would come after 5 minutes
        await("attempts at the dead one")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        server.metric("zarang_webhooks_failed_total{endpoint=\"crm\"}")
                                >= 3 * CALLS);
        assertThat(slow.taken()).as("the slow one is told, too").isNotEmpty();

        try (WebhookReceiver back = new WebhookReceiver(deadPort, Conf.WEBHOOK_SECRET)) {
            // whatever else waits for its turn comes with the first message that is taken
            Baresip one = floor.caller(server, "+989120000039", 440);
            back.awaitCalls("call.connected", CALLS + 1);
            one.hangUp();
            List<String> all = honest.awaitCalls("call.ended", CALLS + 1);
            for (String call : all) {
                back.await("call.ended", call);
                await("what the honest one heard, the dead one hears")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> back.types(call).containsAll(honest.types(call)));
                assertThat(StoryFloor.wholeAndInOrder(back, call))
                        .as(call + back.orders(call))
                        .isTrue();
                assertThat(StoryFloor.wholeAndInOrder(honest, call)).isTrue();
            }
            assertThat(all).containsAll(calls);
            assertThat(back.forged()).isEmpty();
        }
        assertThat(server.metric("zarang_webhooks_dead_total")).isZero();
    }
}
