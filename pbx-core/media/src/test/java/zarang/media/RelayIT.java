package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.testkit.SteadyMachine;

@RealTime
@SteadyMachine
class RelayIT {
    @TempDir Path folder;

    /** Counts what is copied to it, by side. */
    private static final class Sink implements RecordingSink {
        final List<Short> left = new ArrayList<>();
        volatile int rightPackets;
        volatile int leftPackets;
        volatile int finishes;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        public void audio(HeardAudio heard) {
            if (heard.track() == AGENT) {
                rightPackets++;
                return;
            }
            int law = heard.law() == HeardAudio.Law.A ? G711.PCMA : G711.PCMU;
            for (int i = 0; i < heard.length(); i++) {
                left.add(G711.toLinear(law, heard.buffer()[heard.offset() + i]));
            }
            leftPackets++;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        public void finish() {
            finishes++;
        }
    }

    @Test
    void twoLegsOfDifferentLawsHearEachOtherAndTheRecorderHearsBoth() throws IOException {
        try (MediaKit kit = kit(5)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMU, 96, Direction.SEND_RECEIVE));
            Sink sink = new Sink();
            AudioTap tap = new AudioTap(sink);
            a.tap(tap, RecordingSink.CALLER);
            b.tap(tap, RecordingSink.AGENT);
            MediaKit.bridge(a, b);
            settle(a, heard);

            List<RtpPeer.Packet> toAgent = new ArrayList<>();
            List<RtpPeer.Packet> toCaller = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                caller.sendTone(a.localAddress(), G711.PCMA, 700);
                agent.sendTone(b.localAddress(), G711.PCMU, 1300);
                toAgent.add(agent.hear(2000));
                toCaller.add(caller.hear(2000));
            }

            PlaybackIT.assertContinuous(toAgent);
            PlaybackIT.assertContinuous(toCaller);
            assertThat(toAgent).allMatch(p -> p.payloadType() == G711.PCMU);
            assertThat(toCaller).allMatch(p -> p.payloadType() == G711.PCMA);
            assertThat(Goertzel.amplitude(RtpPeer.join(toAgent), 700)).isBetween(7600.0, 8400.0);
            assertThat(Goertzel.amplitude(RtpPeer.join(toCaller), 1300)).isBetween(7600.0, 8400.0);
            assertThat(Goertzel.amplitude(RtpPeer.join(toCaller), 700)).isLessThan(100);
            a.untap();
            b.close();
            await().atMost(Duration.ofSeconds(2)).until(() -> sink.finishes == 1);
            assertThat(sink.leftPackets).isEqualTo(40);
            assertThat(sink.rightPackets).isEqualTo(40);
            short[] left = new short[sink.left.size()];
            for (int i = 0; i < left.length; i++) {
                left[i] = sink.left.get(i);
            }
            assertThat(Goertzel.amplitude(left, 700)).isBetween(7600.0, 8400.0);
        }
    }

    @Test
    void promptMusicAndTalkAreOneContinuousStreamToThePhone() throws IOException {
        try (MediaKit kit = kit(6)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            Heard heardB = new Heard();
            MediaSession b = kit.open(heardB, a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            b.connect(
                    Agreement.usual(agent.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-440"), "fa", false);
            List<RtpPeer.Packet> all = new ArrayList<>(hear(caller, 5));
            a.play(2, List.of("tone-1000"), "fa", true);
            all.addAll(hear(caller, 8));
            MediaKit.bridge(b, a);
            settle(b, heardB);
            all.addAll(caller.hearAll(100));
            for (int i = 0; i < 10; i++) {
                agent.sendTone(b.localAddress(), G711.PCMA, 700);
                all.add(caller.hear(2000));
            }
            b.part();
            a.play(3, List.of("tone-440"), "fa", false);
            all.addAll(caller.hearAll(200));

            RtpPeer.Packet last = null;
            for (RtpPeer.Packet packet : all) {
                if (last != null) {
                    assertThat(packet.ssrc()).isEqualTo(last.ssrc());
                    assertThat(packet.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
                    int step = packet.timestamp() - last.timestamp();
                    assertThat(step).isGreaterThanOrEqualTo(160);
                    double ms = (packet.atNanos() - last.atNanos()) / 1e6;
                    assertThat(step / 8.0)
                            .as("clock at seq %d", packet.sequence())
                            .isBetween(Math.min(20, ms) - 1, ms + 60);
                }
                last = packet;
            }
            assertThat(all.stream().filter(RtpPeer.Packet::marker).count()).isBetween(3L, 4L);
            await().atMost(Duration.ofSeconds(2)).until(() -> heard.finished.equals(List.of(3L)));
        }
    }

    @Test
    void digitsAreToldOnceAndPassedOnWithTheOtherLegsPayloadType() throws IOException {
        try (MediaKit kit = kit(7)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, 96, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            settle(a, heard);
            caller.sendTone(a.localAddress(), G711.PCMA, 700);
            // Connecting the socket to its source drops what comes in that very moment.
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
            for (int i = 1; i <= 4; i++) {
                caller.sendEvent(a.localAddress(), 101, 5, false, i * 160);
            }
            for (int i = 0; i < 3; i++) {
                caller.sendEvent(a.localAddress(), 101, 5, true, 800);
            }
            List<RtpPeer.Packet> toAgent = agent.hearAll(1000);

            assertThat(heard.digits).containsExactly('5');
            List<RtpPeer.Packet> events =
                    toAgent.stream().filter(p -> p.payloadType() == 96).toList();
            assertThat(events).hasSize(7);
            assertThat(events.stream().map(RtpPeer.Packet::timestamp).distinct()).hasSize(1);
            assertThat(events.getFirst().marker()).isTrue();
        }
    }

    @Test
    void aKeyThatCameBySignallingIsPressedForTheOtherLeg() throws IOException {
        try (MediaKit kit = kit(17)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            MediaSession a = kit.open(new Heard(), null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, 96, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            a.passOnDigit('5');
            List<RtpPeer.Packet> events =
                    hear(agent, 40).stream().filter(p -> p.payloadType() == 96).toList();
            assertThat(events).hasSize(7).allMatch(packet -> packet.payload()[0] == 5);
            assertThatThrownBy(() -> a.passOnDigit('x'))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void onceLockedAStrangerIsNotHeard() throws IOException {
        try (MediaKit kit = kit(8)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer stranger = kit.peer(66);
            RtpPeer agent = kit.peer(22);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            b.connect(Agreement.usual(agent.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            settle(a, heard);
            caller.sendTone(a.localAddress(), G711.PCMA, 700);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
            for (int i = 0; i < 20; i++) {
                stranger.sendTone(a.localAddress(), G711.PCMA, 2000);
            }
            caller.sendTone(a.localAddress(), G711.PCMA, 700);

            assertThat(agent.hearAll(200)).hasSize(2);
        }
    }

    @Test
    void aPhoneBehindNatIsLearnedAndAnsweredWhereItSpeaksFrom() throws IOException {
        try (MediaKit kit = kit(9)) {
            RtpPeer caller = kit.peer(11);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            a.signalledFrom(caller.address().getAddress());
            a.connect(
                    Agreement.usual(
                            new InetSocketAddress("192.0.2.1", 4000),
                            G711Codec.PCMA,
                            -1,
                            Direction.SEND_RECEIVE));
            settle(a, heard);
            for (int i = 0; i < 12; i++) {
                caller.sendTone(a.localAddress(), G711.PCMA, 700);
            }
            kit.awaitCount(MediaCount.SOURCES_LEARNED, 1);
            a.play(1, List.of("tone-440"), "fa", false);

            assertThat(caller.hear(1000)).isNotNull();
            assertThat(kit.count(MediaCount.PACKETS_STRAY)).isEqualTo(9);
        }
    }

    @Test
    void aReInviteMovesTheCallToAnotherAddress() throws IOException {
        try (MediaKit kit = kit(10)) {
            RtpPeer before = kit.peer(11);
            RtpPeer after = kit.peer(12);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            a.connect(
                    Agreement.usual(before.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            settle(a, heard);
            before.sendTone(a.localAddress(), G711.PCMA, 700);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
            a.connect(Agreement.usual(after.address(), G711Codec.PCMU, -1, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-440"), "fa", true);
            assertThat(after.hear(1000)).isNotNull();
            after.sendTone(a.localAddress(), G711.PCMU, 700);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 2);

            assertThat(after.hear(1000).payloadType()).isEqualTo(G711.PCMU);
            assertThat(before.hearAll(100)).isEmpty();
        }
    }

    /** Waits until the loop has run all messages so far: only then may a phone speak. */
    static void settle(MediaSession session, Heard heard) {
        int before = heard.finished.size();
        session.play(99, List.of(), "fa", false);
        await().atMost(Duration.ofSeconds(5)).until(() -> heard.finished.size() > before);
    }

    static List<RtpPeer.Packet> hear(RtpPeer phone, int count) throws IOException {
        List<RtpPeer.Packet> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packets.add(phone.hear(2000));
        }
        return packets;
    }

    private PromptLibrary prompts() throws IOException {
        return PromptLibrary.load(MediaKit.tones(folder, 250, 440, 1000), List.of());
    }

    private MediaKit kit(long seed) throws IOException {
        return new MediaKit(MediaKit.SETTINGS, prompts(), seed);
    }
}
