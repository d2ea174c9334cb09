package zarang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.media.codec.Codecs;
import zarang.media.codec.G711Codec;
import zarang.media.rtp.RtpReceiver.Received;

class RtpReceiverTest {
    private final Packets make = new Packets();
    private final RtpReceiver receiver = new RtpReceiver(Codecs.SPOKEN);

    private Received on(int sequence) {
        return receiver.on(make.audio(8, sequence, sequence * 160, 1));
    }

    @Test
    void sequenceNumbersWrapWithoutNotice() {
        for (int sequence = 65_500; sequence < 65_600; sequence++) {
            assertThat(on(sequence)).isEqualTo(Received.AUDIO);
        }
        assertThat(receiver.stream()).isEqualTo(1);
    }

    @Test
    void anOvertakenPacketIsHeardOnceAndADuplicateNever() {
        on(65_535);
        on(2);
        assertThat(on(0)).isEqualTo(Received.AUDIO);
        assertThat(on(1)).isEqualTo(Received.AUDIO);
        assertThat(on(0)).isEqualTo(Received.DUPLICATE);
        assertThat(on(2)).isEqualTo(Received.DUPLICATE);
        assertThat(on(65_535)).isEqualTo(Received.DUPLICATE);
    }

    @Test
    void aPacketOlderThanTheWindowIsLate() {
        on(1000);
        on(1100);
        assertThat(on(1036)).isEqualTo(Received.LATE);
        assertThat(on(1037)).isEqualTo(Received.AUDIO);
    }

    @Test
    void aFarJumpIsBelievedOnceTheNextPacketFollowsIt() {
        on(1000);
        assertThat(on(30_000)).isEqualTo(Received.LATE);
        assertThat(on(1001)).isEqualTo(Received.AUDIO);
        assertThat(on(50_000)).isEqualTo(Received.LATE);
        assertThat(on(50_001)).isEqualTo(Received.AUDIO);
        assertThat(receiver.stream()).isEqualTo(2);
    }

    @Test
    void aNewSsrcIsANewStreamOnceTheNextPacketFollowsIt() {
        on(1000);
        assertThat(receiver.on(make.audio(8, 65_535, 0, 2))).isEqualTo(Received.LATE);
        assertThat(receiver.stream()).isEqualTo(1);
        assertThat(receiver.on(make.audio(8, 0, 160, 2))).isEqualTo(Received.AUDIO);
        assertThat(receiver.stream()).isEqualTo(2);
        assertThat(on(1001)).isEqualTo(Received.LATE);
    }

    @Test
    void ofTwoSourcesAtOnceTheKnownOneIsHeardAndNothingOfTheOther() {
        for (int i = 0; i < 200; i++) {
            assertThat(on(1000 + i)).isEqualTo(Received.AUDIO);
            assertThat(receiver.on(make.audio(8, 7000 + i, i * 160, 2))).isEqualTo(Received.LATE);
        }
        assertThat(receiver.stream()).isEqualTo(1);
    }

    @Test
    void onlyAgreedPayloadTypesAreHeard() {
        assertThat(receiver.on(make.audio(0, 1, 0, 1))).isEqualTo(Received.AUDIO);
        assertThat(receiver.on(make.audio(18, 2, 0, 1))).isEqualTo(Received.UNAGREED);
        assertThat(receiver.on(make.packet(101, 2, 0, 1, 4))).isEqualTo(Received.UNAGREED);
        receiver.agree(PayloadNumbers.usual(G711Codec.PCMA, 101));
        assertThat(hear(make.packet(101, 2, 0, 1, 4))).isEqualTo(Received.EVENT);
        assertThat(hear(make.packet(101, 3, 0, 1, 3))).isEqualTo(Received.INVALID);
        assertThat(receiver.on(make.packet(8, 3, 0, 1, 0))).isEqualTo(Received.INVALID);
        assertThat(receiver.on(make.packet(13, 3, 0, 1, 1))).isEqualTo(Received.COMFORT_NOISE);
    }

    @Test
    void numbersMeanWhatWasAgreedForThisLeg() {
        receiver.agree(
                new PayloadNumbers(
                        97,
                        Map.of(97, G711Codec.PCMA, 98, G711Codec.PCMU),
                        Set.of(96, 101),
                        20,
                        20));
        RtpPacket pcma = make.audio(97, 1, 0, 1);
        assertThat(hear(pcma)).isEqualTo(Received.AUDIO);
        assertThat(receiver.codec(pcma)).isEqualTo(G711Codec.PCMA);
        RtpPacket pcmu = make.audio(98, 2, 0, 1);
        assertThat(hear(pcmu)).isEqualTo(Received.AUDIO);
        assertThat(receiver.codec(pcmu)).isEqualTo(G711Codec.PCMU);
        assertThat(hear(make.audio(8, 3, 0, 1))).isEqualTo(Received.AUDIO);
        assertThat(hear(make.packet(96, 4, 0, 1, 4))).isEqualTo(Received.EVENT);
        assertThat(hear(make.packet(101, 5, 0, 1, 4))).isEqualTo(Received.EVENT);
        assertThat(hear(make.audio(99, 6, 0, 1))).isEqualTo(Received.UNAGREED);
        receiver.agree(PayloadNumbers.usual(G711Codec.PCMA, -1));
        assertThat(hear(make.audio(97, 7, 0, 1))).isEqualTo(Received.UNAGREED);
    }

    private Received hear(RtpPacket packet) {
        return receiver.on(packet);
    }
}
