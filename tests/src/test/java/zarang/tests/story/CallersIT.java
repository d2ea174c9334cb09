package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Phone;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** Who calls decides what is heard: a stranger, a member, and one who only says to be a member. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersIT {
    private static final String GOLD = "+989120000051";
    private static final String SAVER = "+989120000052";
    private static final String STRANGER = "+989120000059";

    private final Path work = Work.folder("callers");
    private WebhookReceiver crm;
    private ServerProcess server;
    private int calls;

    @BeforeAll
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change(
                                "trunks.yaml",
                                "trunks:\n",
                                """
                                trunks:
                                  street:
                                    from: [127.0.0.2/32]
                                    trust-caller-number: false
                                """);
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
        server.member(GOLD, "gold");
        server.member(SAVER, "gold");
    }

    @AfterAll
    void close() {
        server.close();
        crm.close();
    }

    @Test
    void aStrangerIsGreetedPolitelyAndPressesBySipInfo() {
        Tone heard = call(STRANGER, "--info", "--press", "1", "--press-after", "2s");
        String call = last();
        assertThat(heard.secondsOf(0, Conf.hertzOf("greet"))).isGreaterThan(0.2);
        assertThat(heard.secondsOf(0, Conf.hertzOf("main-menu"))).isGreaterThan(0.2);
        assertThat(heard.secondsOf(0, Conf.hertzOf("hold-music"))).as("waits").isGreaterThan(0.2);
        assertThat(data("queue.joined", call).path("tier").asString()).isEqualTo("bronze");
        assertThat(data("ivr.input", call).path("outcome").asString()).isEqualTo("1");
        assertThat(crm.types(call)).doesNotContain("caller.identified");
    }

    @Test
    void aMemberHearsItsPoints() { // PE09
        Tone before = call(SAVER, "--press", "2", "--press-after", "2s");
        crm.await("points.awarded", last());
        Tone after = call(SAVER, "--press", "2", "--press-after", "2s");
        assertHears(before, "greet-gold", "points-before", "0", "points-after");
        assertHears(after, "greet-gold", "points-before", "2", "points-after");
        crm.await("points.awarded", last());
        assertThat(server.points(SAVER)).isEqualTo(4);
    }

    @Test
    void aNumberFromASourceThatIsNotBelievedIsNobodys() {
        Tone heard = call(GOLD, "--bind", "127.0.0.2", "--press", "2", "--press-after", "2s");
        String call = last();
        assertHears(heard, "greet");
        assertThat(heard.secondsOf(0, Conf.hertzOf("greet-gold"))).isZero();
        assertThat(heard.secondsOf(0, Conf.hertzOf("points-before")))
                .as("nobody's points are told")
                .isZero();
        assertThat(data("call.started", call).path("trunk").asString()).isEqualTo("street");
        assertThat(data("call.started", call).has("caller")).isFalse();
        assertThat(crm.types(call)).doesNotContain("caller.identified", "points.awarded");
        assertThat(server.points(GOLD)).isZero();
    }

    /** A call of 6 s to its end. */
    private Tone call(String from, String... options) {
        Path heard = work.resolve(from + "-" + calls + ".wav");
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "--for";
        all[options.length + 1] = "6s";
        calls++;
        try (Phone phone = Phone.caller(server, from, heard, all)) {
            assertThat(phone.exit()).isZero();
        }
        return Tone.read(heard);
    }

    /** The call that ended last. */
    private String last() {
        return crm.awaitCalls("call.ended", calls).getLast();
    }

    private JsonNode data(String type, String call) {
        return crm.await(type, call).body().path("data");
    }

    /** Those prompts, one after the other. */
    private static void assertHears(Tone heard, String... prompts) {
        double last = -1;
        for (String prompt : prompts) {
            double at = heard.firstHeard(0, Conf.hertzOf(prompt));
            assertThat(at).as(prompt).isGreaterThan(last);
            last = at;
        }
    }
}
