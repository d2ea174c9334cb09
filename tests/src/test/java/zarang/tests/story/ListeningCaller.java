package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;

/**
 * A caller with a real phone who listens while the call goes on, and presses keys when a prompt has
 * begun. What it hears must be just what it is told to expect.
 */
final class ListeningCaller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration BETWEEN_KEYS = Duration.ofMillis(160);
    private static final Set<String> WAITING = Set.of("connecting", "hold-music");
    private static final int WAV_HEADER = 44;

    /** 100 ms, looked at four times. */
    private static final int WINDOW = 800;

    private static final int HOP = 200;

    /** So many looks in a row are a prompt: no mixture of two. */
    private static final int LOOKS_MIN = 3;

    private final String number;
    private final PromptTones tones;
    private final Baresip phone;

    private final List<String> heard = new ArrayList<>();
    private long from = WAV_HEADER;
    private String now = "";
    private int looks;
    private int expected;

    /**
     * @param number as which it calls; {@code anonymous} shows none
     */
    ListeningCaller(Path folder, String number, PromptTones tones) {
        this.number = number;
        this.tones = tones;
        phone = Baresip.caller(folder, number, Tone.sine(folder.resolve("says.wav"), 440, 60));
    }

    String number() {
        return number;
    }

    ListeningCaller dials(ServerProcess server, String script) {
        phone.dial(server.uri(script));
        phone.await("CALL_ESTABLISHED", 1);
        return this;
    }

    /** The next prompts that are heard are these; returns when the last of them has begun. */
    ListeningCaller hears(String... prompts) {
        List<String> all = List.of(prompts);
        int end = expected + all.size();
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> listen() >= end || wrong(all));
        } catch (ConditionTimeoutException silence) {
            assertThat(heard).as(number + " heard all the time").endsWith(prompts);
        }
        assertThat(heard.subList(expected, Math.min(end, heard.size())))
                .as("%s heard next, after %s", number, heard.subList(0, expected))
                .isEqualTo(all);
        expected = end;
        return this;
    }

    /**
     * What is heard next, after as much of what is said to waiting callers as there was time for.
     */
    ListeningCaller hearsAtLast(String prompt) {
        await(number + " hears " + prompt)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    listen();
                    while (expected < heard.size() && WAITING.contains(heard.get(expected))) {
                        expected++;
                    }
                    return expected < heard.size();
                });
        return hears(prompt);
    }

    private boolean wrong(List<String> all) {
        List<String> next = heard.subList(expected, Math.min(expected + all.size(), heard.size()));
        return !next.equals(all.subList(0, next.size()));
    }

    /** Keys one by one, by RFC 4733. */
    ListeningCaller presses(String keys) {
        keys.chars()
                .forEach(key -> {
                    phone.press((char) key);
                    StoryFloor.pause(BETWEEN_KEYS);
                });
        return this;
    }

    ListeningCaller speaks(Duration time) {
        StoryFloor.pause(time);
        return this;
    }

    ListeningCaller hangsUp() {
        phone.hangUp();
        return this;
    }

    /** The server has ended the call. */
    ListeningCaller isHungUpOn() {
        phone.await("CALL_CLOSED", 1);
        return this;
    }

    /** Takes in what has come since; gives how many prompts were heard. */
    private int listen() throws IOException {
        List<Path> files = phone.hearing();
        if (files.isEmpty()) {
            return 0;
        }
        try (FileChannel file = FileChannel.open(files.getFirst())) {
            for (; from + 2 * WINDOW <= file.size(); from += 2 * HOP) {
                ByteBuffer bytes = ByteBuffer.allocate(2 * WINDOW).order(ByteOrder.LITTLE_ENDIAN);
                if (file.read(bytes, from) < bytes.capacity()) {
                    break;
                }
                short[] samples = new short[WINDOW];
                bytes.flip().asShortBuffer().get(samples);
                look(tones.name(samples).orElse(""));
            }
        }
        return heard.size();
    }

    private void look(String name) {
        if (!name.equals(now)) {
            now = name;
            looks = 0;
        }
        boolean more = name.equals(PromptTones.WORDS) && !heard.isEmpty();
        if (++looks == LOOKS_MIN && !name.isEmpty() && !(more && heard.getLast().equals(name))) {
            heard.add(name);
        }
    }

    /** A dead server says no goodbye. */
    void drop() {
        phone.drop();
    }

    @Override
    public void close() {
        try {
            listen();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            phone.close();
        }
    }
}
