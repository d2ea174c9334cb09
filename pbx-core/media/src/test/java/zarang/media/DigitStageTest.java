package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.media.codec.Codec;
import zarang.media.codec.L16Codec;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpReceiver.Received;

/** Keys as tones in audio that does not come as it was said. */
class DigitStageTest {
    private static final int KEYS = 300;
    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477, 1633};

    private final SplittableRandom random = new SplittableRandom(7);
    private final Heard heard = new Heard();
    private final DigitStage stage = new DigitStage(new LoopTally(), heard, new Company());
    private final Arrival arrival = new Arrival();
    private int timestamp = -40_000;

    @SuppressWarnings("ArrayRecordComponent") // nobody else holds it
    private record Said(int timestamp, short[] samples) {}

    DigitStageTest() {
        stage.agree(
                Agreement.usual(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000),
                        zarang.media.codec.G711Codec.PCMA,
                        -1,
                        Direction.SEND_RECEIVE),
                0);
    }

    /** A key of 60 to 300 ms, and 200 ms of silence after it. */
    private List<Said> key(int packetSamples) {
        double row = ROWS[random.nextInt(4)];
        double column = COLUMNS[random.nextInt(4)];
        int from = random.nextInt(packetSamples);
        int to = from + 480 + random.nextInt(1920);
        List<Said> packets = new ArrayList<>();
        for (int at = 0; at < to + 1600; at += packetSamples) {
            short[] samples = new short[packetSamples];
            for (int i = 0; i < packetSamples; i++) {
                double turn = 2 * Math.PI * (at + i) / Codec.RATE_HZ;
                boolean sounds = at + i >= from && at + i < to;
                samples[i] =
                        sounds
                                ? (short) (4000 * (Math.sin(row * turn) + Math.sin(column * turn)))
                                : 0;
            }
            packets.add(new Said(timestamp, samples));
            timestamp += packetSamples;
        }
        return packets;
    }

    private void hear(Said said) {
        arrival.begin(0);
        for (int i = 0; i < said.samples().length; i++) {
            arrival.buffer.putShort(12 + 2 * i, said.samples()[i]);
        }
        RtpPacket.write(arrival.buffer, 0, false, 96, 1, said.timestamp(), 1);
        arrival.length = 12 + 2 * said.samples().length;
        assertThat(arrival.packet.read(arrival.buffer, arrival.length)).isTrue();
        arrival.kind = Received.AUDIO;
        arrival.isAudio(L16Codec.L16, L16Codec.L16, said.timestamp());
        assertThat(stage.pass(arrival)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 160, 240, 480})
    void keysInPacketsThatOvertakeEachOtherCountOnce(int packetSamples) {
        for (int key = 0; key < KEYS; key++) {
            List<Said> packets = key(packetSamples);
            for (int i = 0; i + 1 < packets.size(); i++) {
                if (random.nextInt(5) == 0) {
                    Collections.swap(packets, i, i + 1);
                    i++;
                }
            }
            packets.forEach(this::hear);
        }
        assertThat(heard.digits).hasSize(KEYS);
    }

    @Test
    void keysOfWhichAPacketIsLostCountOnce() {
        for (int key = 0; key < KEYS; key++) {
            List<Said> packets = key(160);
            packets.remove(1 + random.nextInt(3));
            packets.forEach(this::hear);
        }
        assertThat(heard.digits).hasSizeBetween(KEYS - 10, KEYS);
    }

    @Test
    void aKeyBeforeASilenceInWhichNothingComesIsHeard() {
        List<Said> packets = key(160);
        packets.removeIf(said -> said.samples()[0] == 0 && said.samples()[80] == 0);
        packets.forEach(this::hear);
        arrival.kind = Received.COMFORT_NOISE;
        assertThat(stage.pass(arrival)).isTrue();
        assertThat(heard.digits).hasSize(1);
    }

    /** A gateway that sends no silence and says so to nobody. */
    @Test
    void theSameKeyAfterASilenceThatWasNotSentIsAnother() {
        for (int pause : new int[] {1600, 16_000, 80_000}) {
            heard.digits.clear();
            int begin = timestamp;
            for (int press = 0; press < 2; press++) {
                for (int at = 0; at < 1600; at += 160) {
                    short[] samples = new short[160];
                    for (int i = 0; i < 160; i++) {
                        double turn = 2 * Math.PI * (at + i) / Codec.RATE_HZ;
                        samples[i] =
                                (short) (4000 * (Math.sin(697 * turn) + Math.sin(1336 * turn)));
                    }
                    hear(new Said(timestamp, samples));
                    timestamp += 160;
                }
                timestamp += pause;
            }
            arrival.kind = Received.COMFORT_NOISE;
            assertThat(stage.pass(arrival)).isTrue();
            assertThat(heard.digits)
                    .as("pause of %s after %s", pause, begin)
                    .containsExactly('2', '2');
        }
    }
}
