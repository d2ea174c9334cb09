package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Baresip.Way;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Fleet;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;

/** Two servers and one Redis: an agent's phone is registered at one, the caller is at the other. */
final class PhonesElsewhere implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration TALK = Duration.ofSeconds(3);
    private static final int CALLER_HZ = 440;

    private final Path work;
    private final Fleet fleet;
    private final ServerProcess withCallers;
    private ServerProcess withPhones;
    private final List<Baresip> phones = new ArrayList<>();
    private final List<StoryFloor> callers = new ArrayList<>();
    private Path files;
    private int tests;

    PhonesElsewhere(Path work) throws IOException {
        this.work = work;
        files = work;
        Conf conf =
                Conf.copy(work)
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 0s")
                        .change("queues.yaml", "ring-timeout: 20s", "ring-timeout: 4s");
        fleet = new Fleet(work, conf);
        List<ServerProcess> both = fleet.startTwo("a", "b");
        withPhones = both.getFirst();
        withCallers = both.getLast();
    }

    /** From now on phones keep their files in a folder of their own. */
    void begin() throws IOException {
        files = Files.createDirectories(work.resolve(Integer.toString(++tests)));
        callers.add(new StoryFloor(files));
    }

    /** All phones hang up and are away, as both servers know. */
    void end() {
        callers.forEach(StoryFloor::close);
        callers.clear();
        phones.forEach(Baresip::close);
        phones.clear();
    }

    ServerProcess withPhones() {
        return withPhones;
    }

    ServerProcess withCallers() {
        return withCallers;
    }

    void killTheOneWithPhones() {
        withPhones.kill();
    }

    void startItAgain() {
        withPhones = withPhones.again();
    }

    /** The phone of an agent who is free, at the server that has no callers; it answers at once. */
    Baresip agent(Way way) {
        Baresip phone =
                plugged(
                        Baresip.agent(
                                files.resolve("agent" + phones.size()),
                                "2001",
                                withPhones.agentSecret("2001"),
                                withPhones.sipPort(),
                                way,
                                agentsVoice()));
        await("the other server's floor knows of it")
                .atMost(PATIENCE)
                .until(() -> withCallers.agentState("2001").equals("available"));
        return phone;
    }

    /** One that rings until somebody takes it. */
    Baresip ringing(ServerProcess server, Way way) {
        return plugged(
                Baresip.ringing(
                        files.resolve("ringing" + phones.size()),
                        "2001",
                        server.agentSecret("2001"),
                        server.sipPort(),
                        way,
                        agentsVoice()));
    }

    private Baresip plugged(Baresip phone) {
        phones.add(phone);
        return phone;
    }

    private Path agentsVoice() {
        return Tone.sine(files.resolve("agent.wav"), StoryFloor.AGENT_HZ, 60);
    }

    Baresip caller(int number) {
        return callers.getLast()
                .callerWhoPresses(withCallers, "+98912000003" + number, CALLER_HZ, '1');
    }

    static void assertHeardTheCaller(Baresip agent, int call) {
        assertHeard(agent, call, CALLER_HZ);
    }

    static void assertHeardTheAgent(Baresip caller, int call) {
        assertHeard(caller, call, StoryFloor.AGENT_HZ);
    }

    private static void assertHeard(Baresip phone, int call, int hertz) {
        assertThat(phone.heard(call).secondsOf(0, hertz)).isGreaterThan(1);
    }

    @Override
    public void close() throws IOException {
        end();
        withPhones.close();
        fleet.close();
    }
}
