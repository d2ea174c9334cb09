package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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

/** What a leg hears while nobody speaks to it, and how long it may be silent itself. */
@RealTime
@SteadyMachine
class SilenceIT {
    @TempDir Path folder;

    private static final MediaSettings SETTINGS =
            MediaKit.SETTINGS
                    .withSilenceTimeout(Duration.ofSeconds(1))
                    .withHold(Duration.ofSeconds(3), "tone-440");

    @Test
    void aLegThatWasNeverHeardIsToldWhateverItsDirection() throws IOException {
        try (MediaKit kit = kit(1)) {
            List<Heard> heard = new ArrayList<>();
            RtpPeer phone = kit.peer(1);
            for (Direction direction : Direction.values()) {
                heard.add(new Heard());
                kit.open(heard.getLast(), null)
                        .connect(Agreement.usual(phone.address(), G711Codec.PCMA, -1, direction));
            }
            for (Heard each : heard) {
                await().atMost(Duration.ofSeconds(3)).until(() -> each.silences.get() == 1);
            }
            assertThat(phone.poll(400)).isNotNull();
            for (Heard each : heard) {
                assertThat(each.silences).as("told once").hasValue(1);
            }
        }
    }

    @Test
    void anotherOfferDoesNotBuyTimeForALegThatWasNeverHeard() throws IOException {
        try (MediaKit kit = kit(2)) {
            Heard heard = new Heard();
            RtpPeer phone = kit.peer(1);
            MediaSession a = kit.open(heard, null);
            for (int i = 0; i < 4 && heard.silences.get() == 0; i++) {
                a.connect(Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.INACTIVE));
                phone.hearAll(400);
            }
            assertThat(heard.silences).hasPositiveValue();
        }
    }

    @Test
    void aLegThatWasHeardMayHoldAndIsBoundedAllTheSame() throws IOException {
        try (MediaKit kit = kit(3)) {
            RtpPeer phone = kit.peer(1);
            Heard heard = new Heard();
            MediaSession a = spoken(kit, phone, heard);
            a.connect(Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.INACTIVE));
            phone.hearAll(2000);
            assertThat(heard.silences).as("silence timeout 1 s, hold timeout 3 s").hasValue(0);
            await().atMost(Duration.ofSeconds(4)).until(() -> heard.silences.get() == 1);
        }
    }

    @Test
    void aPhoneThatIsMuteMayListenToTheOtherAndNotToNobody() throws IOException {
        try (MediaKit kit = kit(4)) {
            RtpPeer mute = kit.peer(1);
            RtpPeer talker = kit.peer(2);
            Heard heard = new Heard();
            MediaSession a = spoken(kit, mute, heard);
            MediaSession b = kit.open(new Heard(), a);
            b.connect(
                    Agreement.usual(talker.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            for (int i = 0; i < 100; i++) {
                talker.sendTone(b.localAddress(), G711.PCMA, 700);
                mute.poll(20);
            }
            assertThat(heard.silences).as("2 s of listening").hasValue(0);
            await().atMost(Duration.ofSeconds(3)).until(() -> heard.silences.get() == 1);
        }
    }

    @Test
    void aWaitingPhoneHearsSilenceWithoutABreakUntilAPromptComes() throws IOException {
        try (MediaKit kit = kit(5)) {
            RtpPeer phone = kit.peer(1);
            MediaSession a = kit.open(new Heard(), null);
            a.connect(Agreement.usual(phone.address(), G711Codec.PCMU, -1, Direction.SEND_RECEIVE));
            List<RtpPeer.Packet> all = RelayIT.hear(phone, 15);
            assertThat(all).allMatch(RtpPeer.Packet::isSilence);
            a.play(1, List.of("tone-1000"), "fa", false);
            all = RelayIT.hear(phone, 30);
            PlaybackIT.assertContinuous(all);
            assertThat(all.stream().filter(p -> !p.isSilence()).count()).isBetween(12L, 13L);
            assertThat(all.getLast().isSilence()).isTrue();
            RtpPeer.Packet first =
                    all.stream().filter(p -> !p.isSilence()).findFirst().orElseThrow();
            assertThat(first.marker()).as("another voice begins").isTrue();
        }
    }

    @Test
    void nothingIsSentToWhoHolds() throws IOException {
        try (MediaKit kit = kit(6)) {
            RtpPeer phone = kit.peer(1);
            MediaSession a = kit.open(new Heard(), null);
            a.connect(Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.RECEIVE_ONLY));
            a.play(1, List.of("tone-1000"), "fa", true);
            assertThat(phone.poll(500)).isNull();
            a.connect(Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            assertThat(phone.hear(500).isSilence()).isFalse();
        }
    }

    @Test
    void whoIsHeldHearsTheMusicItHeardBeforeAndTheOtherSideHearsIts() throws IOException {
        try (MediaKit kit = kit(7)) {
            RtpPeer caller = kit.peer(1);
            RtpPeer agent = kit.peer(2);
            Heard heard = new Heard();
            MediaSession a = kit.open(new Heard(), null);
            MediaSession b = kit.open(heard, a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-1000"), "fa", true);
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            lock(kit, agent, b, heard);
            talk(agent, b, caller, 700);

            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, -1, Direction.INACTIVE));
            assertThat(toneOf(caller, 50)).as("the queue's music").isEqualTo(1000);
            assertThat(agent.hearAll(100)).isEmpty();

            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            lock(kit, agent, b, heard);
            talk(agent, b, caller, 700);
            a.connect(Agreement.usual(caller.address(), G711Codec.PCMA, -1, Direction.INACTIVE));
            assertThat(toneOf(agent, 50)).as("the hold music").isEqualTo(440);
        }
    }

    @Test
    void aPhoneThatPlaysItsOwnMusicIsHeardInPlaceOfOurs() throws IOException {
        try (MediaKit kit = kit(8)) {
            RtpPeer caller = kit.peer(1);
            RtpPeer agent = kit.peer(2);
            Heard heard = new Heard();
            MediaSession a = kit.open(new Heard(), null);
            MediaSession b = kit.open(heard, a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            lock(kit, agent, b, heard);
            talk(agent, b, caller, 700);
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, -1, Direction.RECEIVE_ONLY));
            assertThat(toneOf(caller, 60)).as("it sends nothing").isEqualTo(440);
            lock(kit, agent, b, heard);
            talk(agent, b, caller, 700);
        }
    }

    /**
     * The first packet after a description connects the socket, which drops what comes in that
     * moment: nothing does.
     */
    private static void lock(MediaKit kit, RtpPeer phone, MediaSession session, Heard heard)
            throws IOException {
        RelayIT.settle(session, heard);
        long before = kit.count(MediaCount.SOURCES_LOCKED);
        phone.sendTone(session.localAddress(), G711.PCMA, 700);
        kit.awaitCount(MediaCount.SOURCES_LOCKED, before + 1);
        RelayIT.settle(session, heard);
    }

    /** One speaks until the other hears nothing else. */
    private static void talk(RtpPeer from, MediaSession by, RtpPeer to, int hz) throws IOException {
        int run = 0;
        RtpPeer.Packet last = null;
        for (int i = 0; i < 100 && run < 20; i++) {
            from.sendTone(by.localAddress(), G711.PCMA, hz);
            RtpPeer.Packet packet = to.poll(20);
            if (packet != null) {
                run = Goertzel.amplitude(packet.samples(), hz) > 4000 ? run + 1 : 0;
                if (last != null) {
                    assertThat(packet.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
                    assertThat(packet.timestamp() - last.timestamp()).isPositive();
                }
                last = packet;
            }
        }
        assertThat(run).as("packets of the talk in a row").isEqualTo(20);
    }

    /** The tone of the next packet that holds one. */
    private static int toneOf(RtpPeer phone, int most) throws IOException {
        for (int i = 0; i < most; i++) {
            RtpPeer.Packet packet = phone.hear(1000);
            for (int hz : new int[] {440, 1000}) {
                if (Goertzel.amplitude(packet.samples(), hz) > 4000
                        && Goertzel.amplitude(packet.samples(), 700) < 2000) {
                    return hz;
                }
            }
        }
        return 0;
    }

    private static MediaSession spoken(MediaKit kit, RtpPeer phone, Heard heard)
            throws IOException {
        MediaSession a = kit.open(heard, null);
        a.connect(Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
        phone.hear(1000);
        phone.sendTone(a.localAddress(), G711.PCMA, 700);
        kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
        return a;
    }

    private MediaKit kit(long seed) throws IOException {
        return new MediaKit(
                SETTINGS,
                PromptLibrary.load(MediaKit.tones(folder, 250, 440, 1000), List.of("fa")),
                seed);
    }
}
