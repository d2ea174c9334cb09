package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.media.rtp.RtpPacket;

/** A stage is a file and a line: these stand in the tests alone. */
class AnotherStageIT {
    @TempDir Path folder;

    private MediaKit kit(long seed) throws IOException {
        PromptLibrary prompts = PromptLibrary.load(MediaKit.tones(folder, 250, 440), List.of());
        return new MediaKit(MediaKit.SETTINGS, new XorPath(), prompts, seed);
    }

    private static byte[] event(int digit, int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER_BYTES + 4);
        RtpPacket.write(packet, 0, true, 101, sequence, digit * 8000, 11);
        packet.put(RtpPacket.HEADER_BYTES, (byte) digit);
        return packet.array();
    }

    @Test
    void whatIsSealedIsHeardAndWhatIsPlainIsNot() throws IOException {
        try (MediaKit kit = kit(81)) {
            RtpPeer caller = kit.peer(11);
            Heard heard = new Heard();
            MediaSession leg = kit.open(heard, null);
            leg.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            RelayIT.settle(leg, heard);
            caller.sendRaw(leg.localAddress(), event(1, 1));
            kit.awaitCount(MediaCount.PACKETS_RECEIVED, 1);
            assertThat(kit.count(MediaCount.SOURCES_LOCKED)).isZero();
            caller.sendRaw(leg.localAddress(), XorPath.sealed(event(2, 2)));
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
            caller.sendRaw(leg.localAddress(), event(3, 3));
            caller.sendRaw(leg.localAddress(), XorPath.sealed(event(4, 4)));
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> heard.digits.equals(List.of('2', '4')));
        }
    }

    @Test
    void promptAndRelayLeaveSealedAsTheLastThingBeforeTheSocket() throws IOException {
        try (MediaKit kit = kit(82)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            Heard heard = new Heard();
            MediaSession one = kit.open(heard, null);
            MediaSession two = kit.open(new Heard(), one);
            one.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            two.connect(
                    Agreement.usual(agent.address(), G711Codec.PCMU, 101, Direction.SEND_RECEIVE));
            one.play(1, List.of("tone-440"), "fa", true);
            assertThat(tone(RelayIT.hear(caller, 20), 440)).isGreaterThan(1_000);
            MediaKit.bridge(one, two);
            RelayIT.settle(one, heard);
            List<RtpPeer.Packet> relayed = new ArrayList<>();
            byte[] silent = new byte[RtpPacket.HEADER_BYTES + RtpPeer.FRAME];
            for (int i = 0; i < 40; i++) {
                ByteBuffer packet = ByteBuffer.wrap(silent);
                RtpPacket.write(packet, 0, false, G711.PCMU, i, i * RtpPeer.FRAME, 22);
                fill(packet, i);
                agent.sendRaw(two.localAddress(), XorPath.sealed(packet.array()));
                relayed.add(caller.hear(2_000));
            }
            assertThat(tone(relayed.subList(20, 40), 700)).isGreaterThan(4_000);
        }
    }

    private static void fill(ByteBuffer packet, int frame) {
        for (int i = 0; i < RtpPeer.FRAME; i++) {
            double at = 2 * Math.PI * 700 * (frame * RtpPeer.FRAME + i) / 8000;
            packet.put(
                    RtpPacket.HEADER_BYTES + i, G711.linearToUlaw((short) (8000 * Math.sin(at))));
        }
    }

    /** How much of the tone is in what was sealed, opened by hand. */
    private static double tone(List<RtpPeer.Packet> sealed, int hz) {
        short[] samples = new short[sealed.size() * RtpPeer.FRAME];
        for (int p = 0; p < sealed.size(); p++) {
            ByteBuffer payload = ByteBuffer.wrap(sealed.get(p).payload());
            assertThat(payload.capacity()).isEqualTo(RtpPeer.FRAME + XorPath.TAG_BYTES);
            assertThat(payload.getInt(RtpPeer.FRAME)).isEqualTo(XorPath.TAG);
            XorPath.xor(payload, 0, RtpPeer.FRAME);
            for (int i = 0; i < RtpPeer.FRAME; i++) {
                samples[p * RtpPeer.FRAME + i] = G711.alawToLinear(payload.get(i));
            }
        }
        return Goertzel.amplitude(samples, hz);
    }
}
