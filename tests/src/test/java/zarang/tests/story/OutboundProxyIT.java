package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static zarang.tests.kit.Fleet.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.sip.testkit.MemoryNet;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Fleet;
import zarang.tests.kit.Kamailio;
import zarang.tests.kit.Ports;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Work;

/**
 * Two servers behind one Kamailio, which stands before a carrier too: another Kamailio that wants a
 * registration. Everything passes the proxy, and when a server dies the other one goes on.
 */
class OutboundProxyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String CALLED = "09121234567";
    private static final String ANSWERED = "zarang_trunk_answered_total{trunk=\"carrier\"}";
    private static final int ANN_HZ = 700;
    private static final int CALLED_HZ = 1_300;

    private final Path work = Work.folder("outbound-proxy");
    private final int front = Ports.free();
    private final int carrierPort = Ports.free();
    private final int calledPort = Baresip.port();
    private Fleet fleet;
    private Process carrier;
    private Baresip called;
    private ServerProcess one;
    private ServerProcess other;
    private Kamailio proxy;
    private Baresip ann;

    @BeforeEach
    void open() throws IOException {
        carrier = carrier();
        called =
                Baresip.fixed(
                        work.resolve("called"),
                        CALLED,
                        calledPort,
                        Tone.sine(work.resolve("called.wav"), CALLED_HZ, 60));
        Conf conf =
                Conf.copy(work)
                        .append(
                                "trunks.yaml",
                                """

                                  carrier:
                                    proxy: sip:127.0.0.1:%d
                                    outbound-proxy: sip:127.0.0.1:%d
                                    user: "02191001234"
                                    password-file: carrier.password
                                    register: true
                                    number-format: national
                                    check-every: 5s
                                """
                                        .formatted(carrierPort, front))
                        .append(
                                "agents.yaml",
                                """

                                calling:
                                  rules:
                                    iran: {prefixes: ["+98"], trunks: [carrier]}
                                """);
        secret(conf.folder().resolve("carrier.password"), "secret");
        for (String server : List.of("one", "other")) {
            secret(work.resolve(server + "/secrets/agent-2001"), "as-both-servers-know-it");
        }
        fleet = new Fleet(work, conf);
        List<ServerProcess> both = fleet.startTwo("one", "other", "sip.path-from=127.0.0.1/32");
        one = both.getFirst();
        other = both.getLast();
        proxy = Kamailio.at(front, work.resolve("front"), one.sipPort(), other.sipPort());
        ann =
                Baresip.agent(
                        work.resolve("ann"),
                        "2001",
                        one.agentSecret("2001"),
                        front,
                        Tone.sine(work.resolve("ann.wav"), ANN_HZ, 60));
    }

    /** A Kamailio that takes registrations with a password, and leads every number to one phone. */
    private Process carrier() throws IOException {
        Path folder = Files.createDirectories(work.resolve("carrier"));
        try (var written = MemoryNet.class.getResourceAsStream("/kamailio/carrier.cfg")) {
            String text =
                    new String(
                            Objects.requireNonNull(written).readAllBytes(), StandardCharsets.UTF_8);
            Path file =
                    Files.writeString(
                            folder.resolve("carrier.cfg"),
                            text.replace("@PORT@", "" + carrierPort)
                                    .replace("@CALLEE@", "" + calledPort));
            return new ProcessBuilder(
                            "kamailio", "-DD", "-E", "-Y", folder.toString(), "-f", file.toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        }
    }

    @AfterEach
    void close() throws Exception {
        ann.close();
        called.close();
        fleet.close();
        proxy.close();
        carrier.destroy();
        assertThat(carrier.waitFor()).isNotNegative();
    }

    private static void awaitRegistered(ServerProcess server) {
        await("registered at the carrier")
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    JsonNode trunk = server.tool("trunk", "show", "carrier");
                    assertThat(trunk.path("registration").asString())
                            .as("%s", trunk)
                            .isEqualTo("registered");
                    assertThat(trunk.path("state").asString()).as("%s", trunk).isEqualTo("up");
                });
    }

    private long passed(String method, ServerProcess from) {
        return proxy.count("passes " + method + " of 127.0.0.1:" + from.sipPort() + " ");
    }

    /** Ann talks with somebody outside, and hangs up. */
    private void callsOut(int time) {
        ann.dial(proxy.uri(CALLED));
        called.await("CALL_ESTABLISHED", time);
        ann.await("CALL_ESTABLISHED", time);
        StoryFloor.pause(Duration.ofMillis(1_500));
        ann.hangUp();
        called.await("CALL_CLOSED", time);
        await("they heard each other")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(called.heard(time).secondsOf(0, ANN_HZ)).isGreaterThan(0.5);
                    assertThat(ann.heard(time).secondsOf(0, CALLED_HZ)).isGreaterThan(0.5);
                });
    }

    @Test
    void bothServersRegisterAndCallThroughTheProxyAndOneGoesOnAlone() {
        for (ServerProcess server : List.of(one, other)) {
            awaitRegistered(server);
            assertThat(passed("REGISTER", server)).isGreaterThanOrEqualTo(2);
            assertThat(passed("OPTIONS", server)).isPositive();
            await("Ann is there")
                    .atMost(PATIENCE)
                    .until(() -> server.agentState("2001").equals("available"));
        }
        callsOut(1);
        ServerProcess carried = one.metric(ANSWERED) == 1 ? one : other;
        ServerProcess left = carried == one ? other : one;
        assertThat(carried.metric(ANSWERED)).isEqualTo(1);
        assertThat(passed("INVITE", carried)).as("and after the challenge").isEqualTo(2);
        assertThat(passed("BYE", carried)).isPositive();

        carried.kill();
        await("the other has the floor")
                .atMost(PATIENCE)
                .until(() -> left.metric("zarang_floor_owner") == 1);
        callsOut(2);
        assertThat(left.metric(ANSWERED)).isEqualTo(1);
        await("no leg is left")
                .atMost(PATIENCE)
                .until(() -> left.metric("zarang_legs_active") == 0);
    }
}
