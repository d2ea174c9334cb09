package zarang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RtpSenderTest {
    private static final long MS = 1_000_000;

    private final RtpSender sender = sender(1);
    private final Packets make = new Packets();
    private final ByteBuffer buffer = ByteBuffer.allocate(200);
    private final RtpPacket sent = new RtpPacket();

    private static RtpSender sender(long seed) {
        return new RtpSender(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    }

    private RtpPacket audio() {
        sender.audio(buffer, 0, 8, 160);
        assertThat(sent.read(buffer, 172)).isTrue();
        return sent;
    }

    private RtpPacket relay(int sequence, int timestamp, int stream, long now) {
        RtpPacket packet = make.audio(8, sequence, timestamp, 77);
        assertThat(sender.relay(make.buffer, packet, stream, 8, 160, now)).isTrue();
        assertThat(sent.read(make.buffer, 172)).isTrue();
        return sent;
    }

    @Test
    void firstValuesAreRandomAndFollowTheSeed() {
        Set<Integer> ssrcs = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            ssrcs.add(sender(seed).ssrc());
            assertThat(sender(seed).ssrc()).isEqualTo(sender(seed).ssrc());
        }
        assertThat(ssrcs).hasSize(50);
    }

    @Test
    void onlyTheFirstPacketOfASpurtIsMarked() {
        sender.begin(0);
        assertThat(audio().marker()).isTrue();
        int sequence = sent.sequence();
        int timestamp = sent.timestamp();
        assertThat(audio().marker()).isFalse();
        assertThat(sent.sequence()).isEqualTo((sequence + 1) & 0xFFFF);
        assertThat(sent.timestamp()).isEqualTo(timestamp + 160);
        sender.pause(320);
        assertThat(audio().marker()).isTrue();
        assertThat(sent.timestamp()).isEqualTo(timestamp + 640);
    }

    @Test
    void aNewFeedComesAfterTheTimeThatHasPassedAndNeverBefore() {
        assertThat(sender.begin(0)).isZero();
        int timestamp = audio().timestamp();
        // at once: the last frame still sounds for 20 ms
        assertThat(sender.begin(MS)).isEqualTo(20 * MS);
        assertThat(audio().timestamp()).isEqualTo(timestamp + 160);
        assertThat(sender.begin(1040 * MS)).isEqualTo(1040 * MS);
        assertThat(audio().timestamp()).isEqualTo(timestamp + 1040 * 8);
        assertThat(sent.marker()).isTrue();
    }

    @Test
    void aRelayedStreamJoinsOnToPromptsAndBack() {
        sender.begin(0);
        int sequence = audio().sequence();
        int timestamp = sent.timestamp();
        relay(65_535, -160, 1, 100 * MS);
        assertThat(sent.marker()).isTrue();
        assertThat(sent.ssrc()).isEqualTo(sender.ssrc());
        assertThat(sent.sequence()).isEqualTo((sequence + 1) & 0xFFFF);
        assertThat(sent.timestamp()).isEqualTo(timestamp + 800);
        relay(0, 0, 1, 120 * MS);
        assertThat(sent.marker()).isFalse();
        assertThat(sent.sequence()).isEqualTo((sequence + 2) & 0xFFFF);
        assertThat(sent.timestamp()).isEqualTo(timestamp + 960);
        sender.begin(140 * MS);
        audio();
        assertThat(sent.sequence()).isEqualTo((sequence + 3) & 0xFFFF);
        assertThat(sent.timestamp()).isEqualTo(timestamp + 1120);
        assertThat(sent.marker()).isTrue();
    }

    @Test
    void lossAndOvertakingOfTheSourceAreSeenAsTheyAre() {
        int first = relay(10, 0, 1, 0).sequence();
        relay(13, 480, 1, 60 * MS);
        assertThat(sent.sequence()).isEqualTo((first + 3) & 0xFFFF);
        relay(12, 320, 1, 61 * MS);
        assertThat(sent.sequence()).isEqualTo((first + 2) & 0xFFFF);
        relay(14, 640, 1, 80 * MS);
        assertThat(sent.sequence()).isEqualTo((first + 4) & 0xFFFF);
    }

    @Test
    void aPacketFromBeforeTheSwitchIsNotSent() {
        relay(10, 0, 1, 0);
        assertThat(sender.relay(make.buffer, make.audio(8, 9, -160, 77), 1, 8, 160, 0)).isFalse();
    }

    @Test
    void aCallOfAnHourIsRelayedToItsEnd() {
        int packets = 3 * 65_536; // over an hour of 20 ms
        int first = relay(0, 0, 1, 0).sequence();
        for (int i = 1; i < packets; i++) {
            relay(i & 0xFFFF, i * 160, 1, 20 * MS * i);
            assertThat(sent.sequence()).as("packet %d", i).isEqualTo((first + i) & 0xFFFF);
        }
        relay((packets - 3) & 0xFFFF, (packets - 3) * 160, 1, 20 * MS * packets);
        assertThat(sent.sequence()).isEqualTo((first + packets - 3) & 0xFFFF);
    }

    @Test
    void aNewStreamOfTheSourceIsJoinedOn() {
        int first = relay(10, 0, 1, 0).sequence();
        int timestamp = sent.timestamp();
        relay(40_000, 12_345, 2, 500 * MS);
        assertThat(sent.sequence()).isEqualTo((first + 1) & 0xFFFF);
        assertThat(sent.timestamp()).isEqualTo(timestamp + 4000);
        assertThat(sent.marker()).isTrue();
    }

    @Test
    void aPacketLeftOutOnPurposeLooksLikeNoLoss() {
        int first = relay(10, 0, 1, 0).sequence();
        sender.omit(make.audio(101, 11, 160, 77), 1);
        relay(12, 320, 1, 40 * MS);
        assertThat(sent.sequence()).isEqualTo((first + 1) & 0xFFFF);
    }

    @Test
    void whateverFeedsItTheStreamNeverGoesBack() {
        long seed = 4711;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        long now = 0;
        int stream = 1;
        int inSequence = random.nextInt(65_536);
        int inTimestamp = random.nextInt();
        sender.begin(now);
        audio();
        int sequence = sent.sequence();
        int timestamp = sent.timestamp();
        for (int i = 0; i < 20_000; i++) {
            now += random.nextLong(40 * MS);
            switch (random.nextInt(10)) {
                case 0 -> {
                    stream++;
                    inSequence = random.nextInt(65_536);
                    inTimestamp = random.nextInt();
                    continue;
                }
                case 1, 2, 3 -> {
                    now = sender.begin(now);
                    audio();
                }
                case 4 -> {
                    now = sender.begin(now);
                    sender.pause(160);
                    continue;
                }
                default -> {
                    relay(inSequence++ & 0xFFFF, inTimestamp, stream, now);
                    inTimestamp += 160;
                }
            }
            assertThat(sent.sequence())
                    .as("seed %d step %d", seed, i)
                    .isEqualTo((sequence + 1) & 0xFFFF);
            assertThat(sent.timestamp() - timestamp).as("seed %d step %d", seed, i).isPositive();
            sequence = sent.sequence();
            timestamp = sent.timestamp();
        }
    }
}
