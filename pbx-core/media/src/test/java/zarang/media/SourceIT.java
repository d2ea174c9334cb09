package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.testkit.SteadyMachine;

/** Who gets the call, over real sockets: strangers, phones that are late, media that moves. */
@RealTime
@SteadyMachine
class SourceIT {
    private static final InetSocketAddress PRIVATE = new InetSocketAddress("192.0.2.1", 4000);

    @TempDir Path folder;

    @Test
    void aSprayerGetsNothingAndThePhoneThatIsLateGetsItsCall() throws IOException {
        try (MediaKit kit = kit(1)) {
            RtpPeer phone = kit.peer(11);
            RtpPeer sprayer = kit.peer(66);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            a.signalledFrom(phone.address().getAddress());
            a.connect(
                    Agreement.usual(phone.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            RelayIT.settle(a, heard);
            spray(kit, sprayer);
            assertThat(kit.count(MediaCount.PACKETS_TO_DECOYS)).isPositive();
            assertThat(kit.count(MediaCount.SOURCES_LEARNED)).isZero();
            for (int i = 1; i <= 8; i++) {
                sprayer.sendEvent(a.localAddress(), 101, 7, i > 6, i * 160);
            }
            assertThat(sprayer.poll(50)).as("to the sprayer").isNull();

            phone.sendTone(a.localAddress(), G711.PCMA, 700);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
            assertThat(kit.count(MediaCount.SOURCES_LEARNED)).isZero();
            assertThat(phone.hear(1000)).isNotNull();
            assertThat(heard.digits).isEmpty();
        }
    }

    @Test
    void theSdpsAddressIsHeardThoughAnotherPortWasLearnedBefore() throws IOException {
        try (MediaKit kit = kit(2)) {
            RtpPeer phone = kit.peer(11);
            RtpPeer other = kit.peer(12);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            a.connect(Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            RelayIT.settle(a, heard);
            learn(kit, a, other, 1);
            assertThat(other.hear(500)).as("it was taken for the phone").isNotNull();

            phone.sendTone(a.localAddress(), G711.PCMA, 700);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 2);
            other.hearAll(50);
            assertThat(phone.hear(500)).isNotNull();
            assertThat(other.poll(100)).isNull();
        }
    }

    @Test
    void nothingIsSentBeforeTheFarSideHasShownThatItIsThere() throws IOException {
        try (MediaKit kit = kit(3)) {
            RtpPeer victim = kit.peer(11);
            MediaSession a = kit.open(new Heard(), null);
            a.withhold();
            a.connect(
                    Agreement.usual(victim.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-440"), "fa", false);
            assertThat(victim.poll(500)).isNull();

            a.release();
            List<RtpPeer.Packet> prompt = victim.hearAll(200);
            assertThat(prompt).as("from its first frame to its last").hasSize(13);
            PlaybackIT.assertContinuous(prompt);
        }
    }

    @Test
    void behindANatThePromptWaitsForThePhoneAndLosesNothing() throws IOException {
        try (MediaKit kit = kit(9)) {
            RtpPeer phone = kit.peer(11);
            MediaSession a = kit.open(new Heard(), null);
            a.withhold();
            a.signalledFrom(phone.address().getAddress());
            a.connect(Agreement.usual(PRIVATE, G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-440"), "fa", false);
            a.release();
            for (int i = 0; i < 10; i++) {
                assertThat(phone.poll(10)).isNull();
                phone.sendTone(a.localAddress(), G711.PCMA, 700);
            }
            assertThat(phone.hearAll(200)).as("all of the prompt").hasSize(13);
        }
    }

    @Test
    void aGatewayThatIsSilentItselfHearsThePromptAMomentLater() throws IOException {
        try (MediaKit kit = kit(10)) {
            RtpPeer gateway = kit.peer(11);
            MediaSession a = kit.open(new Heard(), null);
            a.withhold();
            a.signalledFrom(InetAddress.getByName("192.0.2.9"));
            a.connect(
                    Agreement.usual(
                            gateway.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-440"), "fa", false);
            a.release();
            assertThat(gateway.hear(1500).isSilence()).isFalse();
        }
    }

    @Test
    void rtpFromTheSourceShowsIt() throws IOException {
        try (MediaKit kit = kit(4)) {
            RtpPeer phone = kit.peer(11);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            a.withhold();
            a.connect(
                    Agreement.usual(phone.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            RelayIT.settle(a, heard);
            phone.sendTone(a.localAddress(), G711.PCMA, 700);
            assertThat(phone.hear(500)).isNotNull();
        }
    }

    @Test
    void theOldSourceThatStillSendsDoesNotTakeBackTheMediaThatMoved() throws IOException {
        try (MediaKit kit = kit(5)) {
            RtpPeer before = kit.peer(11);
            RtpPeer after = kit.peer(12);
            RtpPeer agent = kit.peer(22);
            MediaSession a = kit.open(new Heard(), null);
            Heard heard = new Heard();
            MediaSession b = kit.open(heard, a);
            a.connect(
                    Agreement.usual(before.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            RelayIT.settle(b, heard);
            before.sendTone(a.localAddress(), G711.PCMA, 700);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);

            a.connect(Agreement.usual(after.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            for (int i = 0; i < 40; i++) {
                before.sendTone(a.localAddress(), G711.PCMA, 1300);
                agent.poll(5);
            }
            for (int i = 0; i < 20; i++) {
                after.sendTone(a.localAddress(), G711.PCMA, 700);
                agent.poll(5);
            }
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 2);
            after.sendTone(a.localAddress(), G711.PCMA, 700);
            short[] last = RtpPeer.join(agent.hearAll(100));
            assertThat(Goertzel.amplitude(last, 700)).isGreaterThan(4000);
            assertThat(kit.count(MediaCount.SOURCES_LEARNED)).isZero();
        }
    }

    @Test
    void theSameSdpAgainLetsTheNatsNewMappingBeLearned() throws IOException {
        try (MediaKit kit = kit(6)) {
            RtpPeer mapping = kit.peer(11);
            RtpPeer next = kit.peer(11);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            a.signalledFrom(mapping.address().getAddress());
            a.connect(Agreement.usual(PRIVATE, G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            RelayIT.settle(a, heard);
            learn(kit, a, mapping, 1);
            a.connect(Agreement.usual(PRIVATE, G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            a.play(98, List.of(), "fa", false);
            await().atMost(Duration.ofSeconds(5)).until(() -> heard.finished.contains(98L));
            learn(kit, a, next, 2);
            assertThat(next.hear(500)).isNotNull();
        }
    }

    @Test
    void aPortThatCarriedNothingIsFreeAtOnceAndARestedOneByItself() throws IOException {
        MediaSettings settings = MediaKit.SETTINGS.withPortRest(Duration.ofSeconds(2));
        try (MediaKit kit = new MediaKit(settings, prompts(), 7)) {
            int all = kit.loops.counters().portsFree();
            RtpPeer phone = kit.peer(11);
            MediaSession unused = kit.open(new Heard(), null);
            MediaSession used = kit.open(new Heard(), null);
            used.connect(
                    Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            assertThat(phone.hear(1000)).isNotNull();
            assertThat(kit.loops.counters().portsFree()).isEqualTo(all - 2);

            unused.close();
            used.close();
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> kit.loops.counters().portsResting() == 1);
            assertThat(free(kit)).isEqualTo(all - 1);
            await().atMost(Duration.ofSeconds(4)).until(() -> free(kit) == all);
            assertThat(kit.loops.counters().portsResting()).isZero();
        }
    }

    @Test
    void legsGoBeforeDecoysWhenPortsRunOut() throws IOException {
        MediaSettings settings =
                MediaKit.SETTINGS.withPorts(33_000, 33_079).withPortRest(Duration.ZERO);
        try (MediaKit kit = new MediaKit(settings, prompts(), 8)) {
            List<MediaSession> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                await().pollDelay(Duration.ZERO)
                        .atMost(Duration.ofSeconds(2))
                        .until(() -> kit.loops.open(new Heard(), null).map(all::add).orElse(false));
            }
            assertThat(kit.loops.open(new Heard(), null)).isEmpty();
            all.forEach(MediaSession::close);
            await().atMost(Duration.ofSeconds(5)).until(() -> free(kit) == 40);
        }
    }

    private static int free(MediaKit kit) {
        return kit.loops.counters().portsFree();
    }

    /** Twelve passes over the range, 20 ms apart at least. */
    private static void spray(MediaKit kit, RtpPeer sprayer) throws IOException {
        int port = MediaKit.SETTINGS.portMin();
        for (int pass = 0; pass < 12; pass++) {
            for (int p = port; p < MediaKit.SETTINGS.portMax(); p += 2) {
                sprayer.sendAgain(
                        new InetSocketAddress(sprayer.address().getAddress(), p), G711.PCMA, pass);
            }
            assertThat(sprayer.poll(20)).as("to the sprayer in pass " + pass).isNull();
        }
        kit.awaitCount(MediaCount.PACKETS_STRAY, 1);
    }

    private static void learn(MediaKit kit, MediaSession session, RtpPeer phone, int learned)
            throws IOException {
        for (int i = 0; i < 12; i++) {
            phone.sendTone(session.localAddress(), G711.PCMA, 700);
            phone.poll(10);
        }
        kit.awaitCount(MediaCount.SOURCES_LEARNED, learned);
    }

    private PromptLibrary prompts() throws IOException {
        return PromptLibrary.load(MediaKit.tones(folder, 250, 440), List.of("fa"));
    }

    private MediaKit kit(long seed) throws IOException {
        return new MediaKit(MediaKit.SETTINGS, prompts(), seed);
    }
}
