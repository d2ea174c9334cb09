package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Phone;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** Whoever asks in a queue to be called back is: by an agent who is reserved for it first. */
class CallingBackIT {
    private static final String CALLER = "+989120000072";
    private static final String MISSED = "+989120000073";
    private static final int CALLER_HZ = 440;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String QUEUE =
            """
            flow: hotline
            language: fa
            start: sales
            steps:
              sales:
                queue: sales
                callback-key: "1"
                on:
                  answered: end
                  full: end
                  max-wait: end
                  no-agents: end
                  callback-booked: bye
              bye: {play: goodbye, next: end}
              end: {hang-up: }
            """;

    private final Path work = Work.folder("calling-back");
    private final StoryFloor floor = new StoryFloor(work);
    private final int carrier = Baresip.port();
    private WebhookReceiver crm;
    private ServerProcess server;

    /** The carrier is the phone of who asks. */
    @BeforeEach
    void open() throws IOException {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        Path scripts = Files.createDirectories(work.resolve("scripts"));
        Files.writeString(scripts.resolve("hotline.yaml"), QUEUE);
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .append(
                                "trunks.yaml",
                                "\n  carrier: {proxy: sip:127.0.0.1:%d, trust-caller-number: true}\n"
                                        .formatted(carrier))
                        .append(
                                "agents.yaml",
                                """

                                calling:
                                  rules:
                                    back: {prefixes: ["+98912"], trunks: [carrier], queues: [sales]}
                                """);
        server =
                ServerProcess.start(
                        conf.folder(),
                        work.resolve("data"),
                        conf.promptsSetting(),
                        "ivr.scripts=" + scripts);
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
        crm.close();
    }

    private List<JsonNode> told(String type) {
        return crm.taken().stream()
                .filter(delivery -> delivery.type().equals(type))
                .map(delivery -> delivery.body().path("data"))
                .toList();
    }

    private JsonNode awaitTold(String type) {
        return await(type)
                .atMost(PATIENCE)
                .until(() -> told(type), all -> all.size() == 1)
                .getFirst();
    }

    /** Waits in the queue and hangs up. */
    private Phone waits(String number) {
        return Phone.caller(server, number, work.resolve(number + ".wav"), "--for", "3s");
    }

    /** CC17: as the queue is set live, and that alone: its file has no call-backs. */
    @Test
    void whoAskedIsCalledAlsoAfterAKillOnceAnAgentIsThereAndTheTwoTalk() {
        server.patch(
                "/api/v1/queues/sales",
                "{\"settings\":{\"missed-after\":\"1s\",\"call-back.dial\":true,"
                        + "\"call-back.gap\":\"10s\"}}");
        try (Phone givesUp = waits(MISSED);
                Phone asks =
                        Phone.caller(
                                server,
                                CALLER,
                                work.resolve("asks.wav"),
                                "--press",
                                "1",
                                "--press-after",
                                "1s",
                                "--for",
                                "2s")) {
            asks.await("answered", 1);
            awaitTold("callback.booked");
            givesUp.await("ended", 1);
        }
        server.kill();
        server = server.again();
        JsonNode missed =
                await("who gave up")
                        .atMost(PATIENCE)
                        .until(
                                () -> server.tool("missed", "list").path("missed"),
                                list -> list.size() == 1)
                        .path(0);
        assertThat(missed.path("number").asString()).isEqualTo(MISSED);
        assertThat(missed.path("reason").asString()).isEqualTo("abandoned");
        Baresip caller =
                Baresip.fixed(
                        work.resolve("called"),
                        CALLER,
                        carrier,
                        Tone.sine(work.resolve("caller.wav"), CALLER_HZ, 60));
        try (caller) {
            Baresip agent = floor.agent(server);
            agent.await("CALL_ESTABLISHED", 1);
            caller.await("CALL_ESTABLISHED", 1);
            StoryFloor.awaitState(server, "2001", "on-call");
            StoryFloor.pause(Duration.ofMillis(1_500));
            caller.hangUp();
            agent.await("CALL_CLOSED", 1);
            assertThat(agent.heard(1).secondsOf(0, CALLER_HZ)).isGreaterThan(0.5);
        }
        JsonNode closed = awaitTold("callback.closed");
        assertThat(closed.path("result").asString()).isEqualTo("done");
        JsonNode tried = awaitTold("callback.tried");
        assertThat(tried.path("outcome").asString()).isEqualTo("answered");
        assertThat(tried.path("agent").asString()).isEqualTo("2001");
        JsonNode started =
                told("call.started").stream()
                        .filter(call -> call.has("callback"))
                        .findFirst()
                        .orElseThrow();
        assertThat(started.path("caller").asString()).isEqualTo(CALLER);
        assertThat(started.path("callback")).isEqualTo(tried.path("callback"));
        assertThat(server.tool("callback", "list").path("callbacks").isEmpty()).isTrue();
        assertThat(server.metric("zarang_callbacks_tried_total{outcome=\"answered\"}"))
                .isEqualTo(1);
    }
}
