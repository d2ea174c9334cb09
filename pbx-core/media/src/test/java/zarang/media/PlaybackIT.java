package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.testkit.SteadyMachine;

@RealTime
@SteadyMachine
class PlaybackIT {
    @TempDir Path folder;

    private PromptLibrary prompts(int millis) throws IOException {
        return PromptLibrary.load(MediaKit.tones(folder, millis, 440, 1000), List.of());
    }

    @Test
    void aListIsHeardWithoutAGapAndItsEndIsToldAfterTheLastFrame() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts(250), 1)) {
            Heard heard = new Heard();
            RtpPeer phone = kit.peer(1);
            MediaSession session = kit.open(heard, null);
            session.connect(
                    Agreement.usual(phone.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            session.play(7, List.of("tone-440", "missing", "tone-1000"), "fa", false);

            List<RtpPeer.Packet> packets = phone.hearAll(300);

            assertThat(packets).hasSize(25);
            await().atMost(Duration.ofSeconds(2)).until(() -> heard.finished.equals(List.of(7L)));
            assertContinuous(packets);
            assertThat(packets.getFirst().marker()).isTrue();
            assertThat(packets.stream().filter(RtpPeer.Packet::marker)).hasSize(1);
            assertThat(packets).allMatch(p -> p.payloadType() == G711.PCMA);
            short[] first = RtpPeer.join(packets.subList(0, 12));
            short[] second = RtpPeer.join(packets.subList(13, 25));
            assertThat(Goertzel.amplitude(first, 440)).isBetween(7500.0, 8500.0);
            assertThat(Goertzel.amplitude(second, 1000)).isBetween(7500.0, 8500.0);
            assertThat(Goertzel.amplitude(second, 440)).isLessThan(200);
            assertThat(kit.count(MediaCount.PROMPTS_MISSING)).isEqualTo(1);
        }
    }

    @Test
    void framesGoOutEach20MsWithoutDrift() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts(1000), 2)) {
            RtpPeer phone = kit.peer(1);
            MediaSession session = kit.open(new Heard(), null);
            session.connect(
                    Agreement.usual(phone.address(), G711Codec.PCMU, -1, Direction.SEND_RECEIVE));
            session.play(1, List.of("tone-440"), "fa", true);

            List<RtpPeer.Packet> packets = new java.util.ArrayList<>();
            for (int i = 0; i < 60; i++) {
                packets.add(phone.hear(1000));
            }
            session.stopPlay();

            assertContinuous(packets);
            double span = packets.getLast().atNanos() - packets.getFirst().atNanos();
            assertThat(span / 59 / 1e6).as("ms a frame").isBetween(19.0, 21.0);
            assertThat(phone.hearAll(100)).hasSizeLessThan(5);
        }
    }

    @Test
    void aPlayOfNothingButMissingPromptsEndsAtOnce() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts(20), 3)) {
            Heard heard = new Heard();
            MediaSession session = kit.open(heard, null);
            session.play(3, List.of("../../etc/passwd", "nothing"), "fa", false);

            await().atMost(Duration.ofSeconds(2)).until(() -> heard.finished.equals(List.of(3L)));
        }
    }

    @Test
    void aDigitInterruptsAPromptAndTheStreamStaysWhole() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts(400), 4)) {
            Heard far = new Heard();
            Heard near = new Heard();
            MediaSession sender = kit.open(near, null);
            MediaSession receiver = kit.open(far, null);
            sender.connect(
                    Agreement.usual(
                            receiver.localAddress(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            receiver.connect(
                    Agreement.usual(
                            sender.localAddress(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            sender.play(1, List.of("tone-440"), "fa", false);
            sender.sendDigit('4', 100);
            sender.sendDigit('#', 60);
            sender.sendDigit('#', 60);

            await().atMost(Duration.ofSeconds(5)).until(() -> near.finished.contains(1L));
            await().atMost(Duration.ofSeconds(5)).until(() -> far.digits.size() >= 3);
            assertThat(far.digits).containsExactly('4', '#', '#');
            assertThat(kit.count(MediaCount.PACKETS_DUPLICATE)).isZero();
        }
    }

    static void assertContinuous(List<RtpPeer.Packet> packets) {
        RtpPeer.Packet last = null;
        for (RtpPeer.Packet packet : packets) {
            if (last != null) {
                assertThat(packet.ssrc()).isEqualTo(last.ssrc());
                assertThat(packet.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
                assertThat(packet.timestamp() - last.timestamp()).isEqualTo(160);
            }
            last = packet;
        }
    }
}
