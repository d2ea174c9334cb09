package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;
import zarang.media.codec.Codec;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.codec.OpusCodec;
import zarang.media.prompt.PromptLibrary;
import zarang.media.rtp.PayloadNumbers;
import zarang.testkit.SteadyMachine;

/** Legs whose packets carry other numbers, or hold less, than usual. */
@RealTime
@SteadyMachine
class PayloadNumbersIT {
    private static final PayloadNumbers TEN_MS =
            new PayloadNumbers(G711.PCMA, Map.of(), Set.of(101), 10, 10);

    @TempDir Path folder;

    private MediaKit kit(long seed) throws IOException {
        PromptLibrary prompts =
                PromptLibrary.load(MediaKit.tones(folder, 250, 440, 1000), List.of());
        return new MediaKit(MediaKit.SETTINGS, prompts, seed);
    }

    private static void assertPieces(List<RtpPeer.Packet> packets) {
        for (int i = 0; i < packets.size(); i++) {
            assertThat(packets.get(i).payload()).as("packet %d", i).hasSize(80);
            if (i > 0) {
                assertThat(packets.get(i).sequence())
                        .isEqualTo((packets.get(i - 1).sequence() + 1) & 0xFFFF);
                assertThat(packets.get(i).timestamp() - packets.get(i - 1).timestamp())
                        .isGreaterThanOrEqualTo(80);
            }
        }
    }

    @Test
    void aFarSideThatTakesTenMsGetsPromptsAndTheOtherLegInPieces() throws IOException {
        try (MediaKit kit = kit(61)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            MediaSession a = kit.open(new Heard(), null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    new Agreement(
                            caller.address(),
                            G711Codec.PCMA,
                            101,
                            Direction.SEND_RECEIVE,
                            TEN_MS,
                            caller.address().getPort() + 1,
                            false));
            b.connect(
                    Agreement.usual(agent.address(), G711Codec.PCMU, 101, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-440"), "fa", true);
            List<RtpPeer.Packet> prompt = RelayIT.hear(caller, 40);
            assertPieces(prompt);
            assertThat(Goertzel.amplitude(RtpPeer.join(prompt), 440)).isGreaterThan(1_000);
            MediaKit.bridge(a, b);
            List<RtpPeer.Packet> talk = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                agent.sendTone(b.localAddress(), G711.PCMU, 1_300);
                talk.addAll(RelayIT.hear(caller, 2));
            }
            assertPieces(talk);
            assertThat(Goertzel.amplitude(RtpPeer.join(talk.subList(20, 80)), 1_300))
                    .isGreaterThan(4_000);
        }
    }

    @Test
    void aCodecOnANumberOfItsOwnIsHeardAndSentUnderIt() throws IOException {
        try (MediaKit kit = kit(62)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    new Agreement(
                            caller.address(),
                            G711Codec.PCMU,
                            96,
                            Direction.SEND_RECEIVE,
                            new PayloadNumbers(
                                    98, Map.of(98, G711Codec.PCMU), Set.of(96, 101), 20, 200),
                            caller.address().getPort() + 1,
                            false));
            b.connect(
                    Agreement.usual(agent.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            List<RtpPeer.Packet> toAgent = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                caller.sendTone(a.localAddress(), 98, 700);
                toAgent.add(agent.hear(2_000));
            }
            assertThat(toAgent).allMatch(packet -> packet.payloadType() == G711.PCMA);
            assertThat(Goertzel.amplitude(RtpPeer.join(toAgent.subList(20, 60)), 700))
                    .isGreaterThan(4_000);
            assertThat(RelayIT.hear(caller, 5)).allMatch(packet -> packet.payloadType() == 98);
            caller.sendEvent(a.localAddress(), 96, 5, true, 160);
            caller.pass(800);
            caller.sendEvent(a.localAddress(), 101, 6, true, 160);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> heard.digits.equals(List.of('5', '6')));
        }
    }

    private static Agreement takes(RtpPeer phone, Codec codec, PayloadNumbers numbers) {
        return new Agreement(
                phone.address(),
                codec,
                -1,
                Direction.SEND_RECEIVE,
                numbers,
                phone.address().getPort() + 1,
                false);
    }

    @Test
    void aFarSideThatTakesNoLongPacketsGetsThoseOfTheOtherInPieces() throws IOException {
        try (MediaKit kit = kit(63)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            MediaSession a = kit.open(new Heard(), null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    takes(
                            caller,
                            G711Codec.PCMA,
                            new PayloadNumbers(G711.PCMA, Map.of(), Set.of(), 20, 30)));
            b.connect(
                    Agreement.usual(agent.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            List<Integer> lengths = new ArrayList<>();
            for (int samples : new int[] {160, 160, 240, 480, 480, 100}) {
                agent.sendSamples(b.localAddress(), samples);
                RelayIT.hear(caller, samples > 240 ? 3 : 1)
                        .forEach(packet -> lengths.add(packet.payload().length));
            }
            assertThat(lengths).endsWith(240, 160, 160, 160, 160, 160, 160, 100);
        }
    }

    @Test
    void opusGetsAudioOfAnyLengthInPacketsThatItHas() throws IOException {
        try (MediaKit kit =
                new MediaKit(
                        MediaKit.SETTINGS.withCodecs(List.of(G711Codec.PCMA, OpusCodec.OPUS)),
                        PromptLibrary.load(MediaKit.tones(folder, 250, 440), List.of()),
                        64)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            MediaSession a = kit.open(new Heard(), null);
            MediaSession b = kit.open(new Heard(), a);
            Map<Integer, Codec> heard = Map.of(111, OpusCodec.OPUS);
            a.connect(
                    takes(
                            caller,
                            OpusCodec.OPUS,
                            new PayloadNumbers(111, heard, Set.of(), 15, 20)));
            b.connect(
                    Agreement.usual(agent.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            a.play(1, List.of("tone-440"), "fa", true);
            assertThat(RelayIT.hear(caller, 10)).allMatch(packet -> packet.payloadType() == 111);
            MediaKit.bridge(a, b);
            int sent = 0;
            int first = 0;
            int last = 0;
            for (int i = 0; i < 60; i++) {
                int samples = i % 2 == 0 ? 33 : 100 + i;
                agent.sendSamples(b.localAddress(), samples);
                sent += samples;
                for (RtpPeer.Packet packet = caller.poll(20);
                        packet != null;
                        packet = caller.poll(1)) {
                    first = i < 20 ? packet.timestamp() : first;
                    last = packet.timestamp();
                }
            }
            assertThat((last - first) / 6).as("samples that went on").isBetween(2000, sent);
        }
    }

    @Test
    void anEventBesideAudioInPiecesKeepsItsTimeStamp() throws IOException {
        try (MediaKit kit = kit(65)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            MediaSession a = kit.open(new Heard(), null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    new Agreement(
                            caller.address(),
                            G711Codec.PCMA,
                            101,
                            Direction.SEND_RECEIVE,
                            TEN_MS,
                            caller.address().getPort() + 1,
                            false));
            b.connect(
                    Agreement.usual(agent.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            MediaKit.bridge(a, b);
            List<RtpPeer.Packet> heard = new ArrayList<>();
            agent.sendTone(b.localAddress(), G711.PCMA, 700);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
            for (int i = 0; i < 12; i++) {
                agent.sendTone(b.localAddress(), G711.PCMA, 700);
                agent.pass(-i * RtpPeer.FRAME);
                agent.sendEvent(b.localAddress(), 101, 5, i > 8, (i + 1) * RtpPeer.FRAME);
                agent.pass(i * RtpPeer.FRAME);
                heard.addAll(RelayIT.hear(caller, 3));
            }
            List<RtpPeer.Packet> events =
                    heard.stream().filter(packet -> packet.payloadType() == 101).toList();
            assertThat(events.stream().map(RtpPeer.Packet::timestamp).distinct()).hasSize(1);
            assertThat(events).hasSizeGreaterThan(8);
        }
    }
}
