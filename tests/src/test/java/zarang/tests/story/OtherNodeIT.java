package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zarang.redis.testkit.TestRedis;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Baresip.Way;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Work;

/** Two servers and one Redis: an agent's phone is registered at one, the caller is at the other. */
class OtherNodeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TALK = Duration.ofSeconds(3);
    private static final int CALLER_HZ = 440;

    private final Path work = Work.folder("other-node");
    private final List<Baresip> phones = new ArrayList<>();
    private TestRedis redis;
    private ServerProcess withPhones;
    private ServerProcess withCallers;
    private StoryFloor callers;

    @BeforeEach
    void open() throws IOException {
        redis = TestRedis.start();
        Conf conf =
                Conf.copy(work)
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 0s")
                        .change("queues.yaml", "ring-timeout: 20s", "ring-timeout: 4s");
        writePassword(conf);
        withPhones = server(conf, "a");
        withCallers = server(conf, "b");
        callers = new StoryFloor(work);
    }

    private ServerProcess server(Conf conf, String name) {
        return ServerProcess.start(
                conf.folder(),
                work.resolve(name),
                conf.promptsSetting(),
                "redis.uri=" + redis.uri().replaceFirst("//[^@]*@", "//"),
                "redis.password-file=redis-password");
    }

    /** Where the settings want it, and not in the address. */
    private void writePassword(Conf conf) throws IOException {
        String userInfo = URI.create(redis.uri()).getUserInfo();
        Path file = conf.folder().resolve("redis-password");
        Files.writeString(file, userInfo.substring(userInfo.indexOf(':') + 1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void close() throws IOException {
        callers.close();
        phones.forEach(Baresip::close);
        withCallers.close();
        withPhones.close();
        redis.close();
    }

    private Baresip agent(Way way) {
        return registered(
                Baresip.agent(
                        work.resolve("agent" + phones.size()),
                        "2001",
                        withPhones.agentSecret("2001"),
                        withPhones.sipPort(),
                        way,
                        agentsVoice()));
    }

    private Path agentsVoice() {
        return Tone.sine(work.resolve("agent.wav"), StoryFloor.AGENT_HZ, 60);
    }

    private Baresip registered(Baresip phone) {
        phones.add(phone);
        await("the other server's floor knows of it")
                .atMost(PATIENCE)
                .until(() -> withCallers.agentState("2001").equals("available"));
        return phone;
    }

    private Baresip caller(int number) {
        return callers.callerWhoPresses(withCallers, "+98912000003" + number, CALLER_HZ, '1');
    }

    private static void assertHeard(Baresip phone, int call, int hertz) {
        assertThat(phone.heard(call).secondsOf(0, hertz)).isGreaterThan(1);
    }

    /** Both ways, and each side hangs up once. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void bothHearEachOtherAndEitherHangsUp(Way way) {
        Baresip agent = agent(way);
        Baresip first = caller(1);
        agent.await("CALL_ESTABLISHED", 1);
        StoryFloor.pause(TALK);
        first.hangUp();
        agent.await("CALL_CLOSED", 1);
        assertHeard(agent, 1, CALLER_HZ);
        assertHeard(first, 1, StoryFloor.AGENT_HZ);

        Baresip second = caller(2);
        agent.await("CALL_ESTABLISHED", 2);
        StoryFloor.pause(TALK);
        agent.hangUp();
        second.await("CALL_CLOSED", 1);
        assertHeard(agent, 2, CALLER_HZ);
        assertHeard(second, 1, StoryFloor.AGENT_HZ);
        assertThat(withPhones.metric("zarang_edge_forwarded_total") > 0)
                .as("through its own server")
                .isEqualTo(way != Way.UDP);
        assertThat(withPhones.metric("zarang_edge_refused_total")).isZero();
    }

    @Test
    void callerWhoLeavesWhileItRingsStopsTheRinging() {
        Baresip agent =
                registered(
                        Baresip.ringing(
                                work.resolve("agent"),
                                "2001",
                                withPhones.agentSecret("2001"),
                                withPhones.sipPort(),
                                Way.TCP,
                                agentsVoice()));
        Baresip caller = caller(1);
        agent.await("CALL_INCOMING", 1);
        caller.hangUp();
        agent.await("CALL_CLOSED", 1);
        assertThat(agent.count("CALL_ESTABLISHED")).isZero();
    }

    @Test
    void whenItsServerIsKilledAPhoneOverUdpStillRingsAndOneOverTcpIsSilent() {
        Baresip overTcp = agent(Way.TCP);
        withPhones.kill();
        Baresip waiting = caller(1);
        await("the ring that comes to nothing")
                .atMost(PATIENCE)
                .until(() -> withCallers.metric("zarang_queue_offers_failed_total") > 0);
        assertThat(overTcp.count("CALL_INCOMING")).isZero();
        assertThat(waiting.count("CALL_CLOSED")).as("waits on").isZero();
        waiting.hangUp();

        withPhones = withPhones.again();
        Baresip overUdp = agent(Way.UDP);
        withPhones.kill();
        Baresip second = caller(2);
        overUdp.await("CALL_ESTABLISHED", 1);
        StoryFloor.pause(TALK);
        second.hangUp();
        overUdp.await("CALL_CLOSED", 1);
        assertHeard(overUdp, 1, CALLER_HZ);
    }

    /** A talk goes on through a server that is killed and comes back: it kept nothing of it. */
    @Test
    void byeGoesThroughAServerThatWasRestartedMeanwhile() {
        Baresip agent = agent(Way.FLOW);
        Baresip caller = caller(1);
        agent.await("CALL_ESTABLISHED", 1);
        withPhones.kill();
        withPhones = withPhones.again();
        caller.hangUp();
        agent.await("CALL_CLOSED", 1);
    }
}
