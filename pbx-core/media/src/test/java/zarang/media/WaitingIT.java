package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.testkit.SteadyMachine;

/** Who waits with music is looked at now and then, and heard at once when somebody listens. */
@RealTime
@SteadyMachine
class WaitingIT {
    private static final int FRAMES = 25;

    @TempDir Path folder;

    private PromptLibrary prompts;

    @BeforeEach
    void music() throws IOException {
        prompts = PromptLibrary.load(MediaKit.tones(folder, 400, 440), List.of());
    }

    private static MediaSession open(MediaKit kit, Heard heard, RtpPeer phone) {
        MediaSession session = kit.open(heard, null);
        session.connect(
                Agreement.usual(phone.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
        return session;
    }

    /** Speaks in step with the music, 20 ms for 20 ms. */
    private static void speak(RtpPeer phone, InetSocketAddress to) throws IOException {
        for (int i = 0; i < FRAMES; i++) {
            phone.hear(1000);
            phone.sendTone(to, G711.PCMA, 700);
        }
    }

    @Test
    void whoWaitsIsHeardWithEachPacketAndEachKey() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts, 1)) {
            Heard heard = new Heard();
            RtpPeer phone = kit.peer(1);
            MediaSession session = open(kit, heard, phone);
            session.play(1, List.of("tone-440"), "fa", true);

            speak(phone, session.localAddress());
            phone.sendEvent(session.localAddress(), 101, 5, false, 160);

            await().atMost(Duration.ofMillis(500)).until(() -> heard.digits.equals(List.of('5')));
            kit.awaitCount(MediaCount.PACKETS_RECEIVED, FRAMES + 1);
            assertThat(kit.count(MediaCount.PACKETS_LATE)).isZero();
        }
    }

    @Test
    void whatWaitedForALookIsNoJitter() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts, 2)) {
            RtpPeer phone = kit.peer(1);
            MediaSession session = open(kit, new Heard(), phone);
            session.play(1, List.of("tone-440"), "fa", true);

            speak(phone, session.localAddress());
            speak(phone, session.localAddress());

            await().atMost(Duration.ofSeconds(2)).until(() -> session.quality().isPresent());
            assertThat(session.quality().orElseThrow().heard().jitterMicros()).isLessThan(10_000);
        }
    }

    @Test
    void whoWaitedIsRelayedPacketByPacketOnceBridged() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts, 3)) {
            RtpPeer caller = kit.peer(1);
            RtpPeer agent = kit.peer(2);
            MediaSession waiting = open(kit, new Heard(), caller);
            MediaSession other = open(kit, new Heard(), agent);
            waiting.play(1, List.of("tone-440"), "fa", true);
            speak(caller, waiting.localAddress());
            agent.sendTone(other.localAddress(), G711.PCMA, 1000);
            MediaKit.bridge(waiting, other);
            getThrough(caller, waiting, agent);

            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                long sent = System.nanoTime();
                caller.sendTone(waiting.localAddress(), G711.PCMA, 700);
                waits.add(agent.hear(1000).atNanos() - sent);
            }

            waits.sort(null);
            assertThat(waits.get(FRAMES / 2)).as("ns to the agent").isLessThan(10_000_000L);
        }
    }

    /** Speaks until it is heard, and lets pass what was under way. */
    private static void getThrough(RtpPeer speaker, MediaSession to, RtpPeer listener)
            throws IOException {
        RtpPeer.Packet packet;
        do {
            speaker.sendTone(to.localAddress(), G711.PCMA, 700);
            packet = listener.hear(1000);
        } while (packet.isSilence());
        while (packet != null) {
            packet = listener.poll(40);
        }
    }
}
