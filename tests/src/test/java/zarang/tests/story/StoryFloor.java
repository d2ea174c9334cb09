package zarang.tests.story;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.WebhookReceiver;

/** What the fault stories have in common: callers, an agent, and how long a sentence lasts. */
final class StoryFloor implements AutoCloseable {
    static final int AGENT_HZ = 1000;
    static final Duration GREETING_AND_MENU = Duration.ofMillis(1_400);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path work;
    private final List<Baresip> phones = new ArrayList<>();

    StoryFloor(Path work) {
        this.work = work;
    }

    /** A caller who says a tone, from the moment the hotline answers. */
    Baresip caller(ServerProcess server, String number, int hertz) {
        Baresip phone =
                Baresip.caller(
                        work.resolve("caller" + phones.size() + number),
                        number,
                        Tone.sine(work.resolve(hertz + ".wav"), hertz, 60));
        phones.add(phone);
        phone.dial(server.uri("1000"));
        return phone.await("CALL_ESTABLISHED", 1);
    }

    /** A caller who has also heard the menu and pressed a key. */
    Baresip callerWhoPresses(ServerProcess server, String number, int hertz, char key) {
        Baresip phone = caller(server, number, hertz);
        pause(GREETING_AND_MENU);
        phone.press(key);
        return phone;
    }

    /** The phone of agent 2001, which answers at once. */
    Baresip agent(ServerProcess server) {
        return agent(server, "2001", 1);
    }

    /**
     * The phone of an agent.
     *
     * @param registered how many agents have a phone then
     */
    Baresip agent(ServerProcess server, String extension, int registered) {
        return phone(server, server.sipPort(), extension, AGENT_HZ, registered);
    }

    /**
     * The phone of an agent who says a tone of its own.
     *
     * @param port where it registers: the server's, or that of a proxy before it
     * @param registered how many agents have a phone then
     */
    Baresip phone(ServerProcess server, int port, String extension, int hertz, int registered) {
        Baresip phone =
                Baresip.agent(
                        work.resolve("agent" + phones.size()),
                        extension,
                        server.agentSecret(extension),
                        port,
                        Tone.sine(work.resolve("agent-" + hertz + ".wav"), hertz, 60));
        phones.add(phone);
        awaitRegistered(server, extension, registered);
        return phone;
    }

    /**
     * The phone of an agent, which rings until it is told to answer.
     *
     * @param registered how many agents have a phone then
     */
    Baresip ringing(ServerProcess server, String extension, int registered) {
        Baresip phone =
                Baresip.ringing(
                        work.resolve("agent" + phones.size()),
                        extension,
                        server.agentSecret(extension),
                        server.sipPort(),
                        Baresip.Way.UDP,
                        Tone.sine(work.resolve("agent-" + AGENT_HZ + ".wav"), AGENT_HZ, 60));
        phones.add(phone);
        awaitRegistered(server, extension, registered);
        return phone;
    }

    private static void awaitRegistered(ServerProcess server, String extension, int registered) {
        await("registration of " + extension)
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_phones_registered") == registered);
    }

    /** Waits until an agent is in a state of docs/ROUTING.md. */
    static void awaitState(ServerProcess server, String agent, String state) {
        await("agent " + agent + " is " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> server.agentState(agent).equals(state));
    }

    /** Waits until a call's recording lies there under its final name, and reads it. */
    static Tone recording(ServerProcess server, String call) {
        return Tone.read(
                await("recording of " + call)
                        .atMost(PATIENCE)
                        .until(() -> files(server, call + "-1.wav"), files -> files.size() == 1)
                        .getFirst());
    }

    /** Files of the recordings folder whose names end so. */
    static List<Path> files(ServerProcess server, String end) {
        try (Stream<Path> files = Files.walk(server.data().resolve("recordings"))) {
            return files.filter(path -> path.getFileName().toString().endsWith(end))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every message of the call came, once, and in the order of its numbers. */
    static boolean wholeAndInOrder(WebhookReceiver crm, String call) {
        List<Integer> orders = crm.orders(call);
        return orders.equals(IntStream.rangeClosed(1, orders.size()).boxed().toList());
    }

    /** A sentence takes its time. */
    static void pause(Duration time) {
        await().pollDelay(time).timeout(time.plusSeconds(5)).until(() -> true);
    }

    /** The server is dead: nobody has to say goodbye. */
    void drop() {
        phones.forEach(Baresip::drop);
        phones.clear();
    }

    @Override
    public void close() {
        phones.forEach(Baresip::close);
        phones.clear();
    }
}
