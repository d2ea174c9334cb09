package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/**
 * The story that Zarang exists for: two bronze members and then a gold one wait for the one agent;
 * the gold one is served first, each is talked with in both directions, recorded, rewarded once,
 * and the CRM is told.
 */
class HotlineIT {
    private static final int AGENT_HZ = 1000;
    private static final Duration GREETING_AND_MENU = Duration.ofMillis(1_400);

    /** An agent who is free rings while the announcement of 0.6 s plays: this one comes later. */
    private static final Duration ANNOUNCEMENT_AND_MUSIC = Duration.ofMillis(1_200);

    /** With what came before it, a contact that earns by the shipped rule. */
    private static final Duration TALK = Duration.ofSeconds(4);

    private static final List<Caller> CALLERS =
            List.of(
                    new Caller("bronze-1", "+989120000001", "bronze", 440),
                    new Caller("bronze-2", "+989120000002", "bronze", 480),
                    new Caller("gold", "+989120000003", "gold", 1250));

    private record Caller(String name, String number, String tier, int hertz) {}

    private final Path work = Work.folder("hotline");
    private final List<Baresip> phones = new ArrayList<>();
    private WebhookReceiver crm;
    private ServerProcess server;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 1s");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
        for (Caller caller : CALLERS) {
            server.tool(
                    "member",
                    "add",
                    "--phone",
                    caller.number(),
                    "--name",
                    caller.name(),
                    "--tier",
                    caller.tier());
        }
    }

    @AfterEach
    void close() {
        phones.forEach(Baresip::close);
        server.close();
        crm.close();
    }

    @Test
    void goldCallerWhoCameLastIsServedFirstAndEveryContactIsRecordedRewardedAndTold() // CC09
            // CC17
            // CC18
            // CC19
            // CC32
            // TR05
            // PE09
            throws Exception {
        CALLERS.forEach(caller -> phones.add(phone(caller)));
        for (int i = 0; i < phones.size(); i++) {
            phones.get(i).dial(server.uri("1000"));
            phones.get(i).await("CALL_ESTABLISHED", 1);
            int joined = i + 1;
            awaitHook("call.connected", joined);
            pause(GREETING_AND_MENU);
            phones.get(i).press('1');
            awaitHook("queue.joined", joined);
        }
        List<String> calls = callsInOrderOf("queue.joined");
        pause(ANNOUNCEMENT_AND_MUSIC);

        try (Baresip agent =
                Baresip.agent(
                        work.resolve("agent"),
                        "2001",
                        server.agentSecret("2001"),
                        server.sipPort(),
                        Tone.sine(work.resolve("agent.wav"), AGENT_HZ, 60))) {
            for (int served : List.of(2, 0, 1)) {
                Baresip phone = phones.get(served);
                awaitHook("call.answered", calls.get(served));
                pause(TALK);
                phone.hangUp();
                phone.await("CALL_CLOSED", 1);
            }
            assertThat(callsInOrderOf("agent.offered"))
                    .as("order of service: gold first, then bronze as they came")
                    .containsExactly(calls.get(2), calls.get(0), calls.get(1));
            for (String call : calls) {
                awaitHook("points.awarded", call);
                awaitHook("recording.ready", call);
            }
            assertThat(agent.heard(1).secondsOf(0, CALLERS.get(2).hertz()))
                    .as("agent hears gold")
                    .isGreaterThan(1);
            assertThat(agent.heard(2).secondsOf(0, CALLERS.get(0).hertz()))
                    .as("agent hears bronze")
                    .isGreaterThan(1);
        }
        phones.forEach(Baresip::close);

        for (int i = 0; i < CALLERS.size(); i++) {
            assertHeard(CALLERS.get(i), phones.get(i).heard(1));
            assertTold(calls.get(i));
            assertRecorded(calls.get(i), CALLERS.get(i));
            assertThat(
                            server.tool("points", "show", CALLERS.get(i).number())
                                    .path("available")
                                    .asInt())
                    .isEqualTo(2);
            assertThat(
                            server.tool("points", "verify", CALLERS.get(i).number())
                                    .path("sound")
                                    .asBoolean())
                    .isTrue();
        }
        assertThat(crm.forged()).isEmpty();
        assertThat(server.stop()).as("exit code of a drained server").isZero();
    }

    private Baresip phone(Caller caller) {
        return Baresip.caller(
                work.resolve(caller.name()),
                caller.number(),
                Tone.sine(work.resolve(caller.name() + ".wav"), caller.hertz(), 60));
    }

    private static void assertHeard(Caller caller, Tone heard) {
        int greeting = Conf.hertzOf("greet-" + caller.tier());
        int music = Conf.hertzOf("hold-music");
        assertThat(heard.secondsOf(0, greeting))
                .as(caller.name() + " hears its tier's greeting")
                .isGreaterThan(0.2);
        assertThat(heard.firstHeard(0, Conf.hertzOf("main-menu")))
                .as("then the menu")
                .isGreaterThan(heard.firstHeard(0, greeting));
        assertThat(heard.firstHeard(0, music))
                .as("then music")
                .isGreaterThan(heard.firstHeard(0, greeting));
        assertThat(heard.firstHeard(0, AGENT_HZ))
                .as("then the agent")
                .isGreaterThan(heard.firstHeard(0, music));
        assertThat(heard.secondsOf(0, AGENT_HZ))
                .as("the agent's voice, for as long as the talk")
                .isGreaterThan(1.2);
    }

    private void assertTold(String call) {
        assertThat(crm.types(call))
                .containsSubsequence(
                        "call.started",
                        "ivr.input",
                        "queue.joined",
                        "agent.offered",
                        "call.answered",
                        "call.ended")
                .containsOnlyOnce("recording.ready", "call.ended", "points.awarded");
        assertThat(
                        crm.taken().stream()
                                .filter(delivery -> delivery.call().equals(call))
                                .map(WebhookReceiver.Delivery::order))
                .as("per-call order numbers without gaps")
                .isSorted()
                .startsWith(1)
                .doesNotHaveDuplicates();
    }

    private void assertRecorded(String call, Caller caller) throws Exception {
        try (Stream<Path> files = Files.walk(server.data().resolve("recordings"))) {
            Path file =
                    files.filter(path -> path.getFileName().toString().equals(call + "-1.wav"))
                            .findFirst()
                            .orElseThrow();
            Tone talk = Tone.read(file);
            assertThat(talk.channels()).isEqualTo(2);
            assertThat(talk.secondsOf(0, caller.hertz())).as("left: the caller").isGreaterThan(1.2);
            assertThat(talk.secondsOf(1, AGENT_HZ)).as("right: the agent").isGreaterThan(1.2);
            assertThat(talk.secondsOf(1, caller.hertz()))
                    .as("nothing of the caller on the right")
                    .isZero();
        }
    }

    private List<String> callsInOrderOf(String type) {
        return crm.taken().stream()
                .filter(delivery -> delivery.type().equals(type))
                .map(WebhookReceiver.Delivery::call)
                .distinct()
                .toList();
    }

    private void awaitHook(String type, int count) {
        await(type + " no " + count)
                .atMost(Duration.ofSeconds(20))
                .until(() -> callsInOrderOf(type).size() >= count);
    }

    private void awaitHook(String type, String call) {
        await(type + " of " + call)
                .atMost(Duration.ofSeconds(20))
                .until(() -> callsInOrderOf(type).contains(call));
    }

    /** A talk takes its time. */
    private static void pause(Duration time) {
        await().pollDelay(time).timeout(time.plusSeconds(5)).until(() -> true);
    }
}
