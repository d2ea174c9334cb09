package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Phone;
import zarang.tests.kit.Ports;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Work;

/** A caller over IPv6 talks with an agent over IPv4: each leg has an address of its own version. */
class BothVersionsIT {
    private static final int CALLER_HZ = 440;

    private final Path work = Work.folder("both-versions");
    private final StoryFloor floor = new StoryFloor(work);
    private final int ipv4Port = Ports.free();
    private final int ipv6Port = Ports.free();
    private ServerProcess server;

    @BeforeEach
    void open() {
        Conf conf = Conf.copy(work);
        server =
                ServerProcess.start(
                        conf.folder(),
                        work.resolve("data"),
                        conf.promptsSetting(),
                        "sip.listen=udp:127.0.0.1:" + ipv4Port + ",udp:[::1]:" + ipv6Port,
                        "media.host=::",
                        "media.advertise=127.0.0.1",
                        "media.advertise-ipv6=::1");
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
    }

    @Test
    void eachHearsTheOther() {
        Baresip agent = floor.phone(server, ipv4Port, "2001", StoryFloor.AGENT_HZ, 1);
        Path heard = work.resolve("heard.wav");
        try (Phone caller =
                Phone.caller(
                        "sip:1000@[::1]:" + ipv6Port,
                        "+989120000041",
                        heard,
                        "--talk",
                        Tone.sine(work.resolve("caller.wav"), CALLER_HZ, 60).toString(),
                        "--press",
                        "1",
                        "--for",
                        "8s")) {
            agent.await("CALL_ESTABLISHED", 1);
            assertThat(caller.exit()).isZero();
        }
        agent.await("CALL_CLOSED", 1);
        assertThat(Tone.read(heard).secondsOf(0, StoryFloor.AGENT_HZ)).isGreaterThan(1);
        agent.close();
        assertThat(agent.heard(1).secondsOf(0, CALLER_HZ)).isGreaterThan(1);
    }
}
