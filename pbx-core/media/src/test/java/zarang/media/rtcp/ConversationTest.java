package zarang.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import zarang.call.AudioQuality;

class ConversationTest {
    private static final int OURS = 0x11111111;
    private static final int THEIRS = 0x22222222;
    private static final long SECOND = 1_000_000_000L;

    private final Conversation here = new Conversation();
    private final Conversation there = new Conversation();
    private final ByteBuffer wire = ByteBuffer.allocate(1500);

    private void talk(int packets) {
        for (int i = 0; i < packets; i++) {
            here.sent(160);
            there.sent(160);
            here.heard().arrived(1, THEIRS, i);
            if (i % 10 != 5) {
                there.heard().arrived(1, OURS, i);
            }
        }
    }

    private boolean fromThere(long nowNanos, long arrivesNanos) {
        wire.clear();
        there.write(wire, THEIRS, 0, "there", false, nowNanos);
        return here.read(wire, wire.position(), OURS, arrivesNanos);
    }

    private boolean fromHere(long nowNanos, long arrivesNanos) {
        wire.clear();
        here.write(wire, OURS, 0, "here", true, nowNanos);
        return there.read(wire, wire.position(), THEIRS, arrivesNanos);
    }

    @Test
    void bothEndsKnowWhatArrivedAtEach() {
        talk(1000);

        assertThat(fromThere(SECOND, SECOND)).isTrue();
        here.publish();

        AudioQuality quality = here.quality().orElseThrow();
        assertThat(quality.heard().packets()).isEqualTo(1000);
        assertThat(quality.heard().lost()).isZero();
        assertThat(quality.heard().mos()).isCloseTo(4.41, within(0.01));
        assertThat(quality.sent()).isEqualTo(1000);
        assertThat(quality.said().orElseThrow().packets()).isEqualTo(900);
        assertThat(quality.said().orElseThrow().lost()).isEqualTo(100);
        assertThat(quality.said().orElseThrow().mos()).isBetween(3.0, 3.6);
        assertThat(quality.roundTripMicros()).isEmpty();
    }

    @Test
    void theRoundTripIsWhatTheFarEndDidNotKeep() {
        talk(10);

        fromHere(7 * SECOND, 7 * SECOND + 40_000_000);
        fromThere(9 * SECOND, 9 * SECOND + 60_000_000);

        assertThat(here.quality()).isEmpty();
        here.publish();
        assertThat(here.quality().orElseThrow().roundTripMicros().orElseThrow())
                .isCloseTo(100_000L, within(1_000L));
    }

    @Test
    void aClockThatMakesNoSenseGivesNoRoundTrip() {
        talk(10);

        fromHere(7 * SECOND, 7 * SECOND);
        fromThere(60 * SECOND, 9 * SECOND);
        here.publish();

        assertThat(here.quality().orElseThrow().roundTripMicros()).isEmpty();
    }

    @Test
    void whoHasSentNothingReportsAsAReceiver() {
        there.heard().arrived(1, OURS, 1);
        here.sent(160);

        assertThat(fromThere(0, 0)).isTrue();
        assertThat(wire.get(1) & 0xFF).as("RR").isEqualTo(201);
    }

    /** As an Asterisk sends it: SR with one block, then SDES. */
    @Test
    void aCompoundPacketOfAnotherMakeIsRead() {
        byte[] packet =
                HexFormat.of()
                        .parseHex(
                                "81c8000c22222222e9c0a1b2c0000000000003e800000064000040001111111"
                                        + "120000003000000630000000ac0a1b2c000000000"
                                        + "81ca0003222222220104616263640000");
        here.sent(160);
        here.sent(160);

        assertThat(here.read(ByteBuffer.wrap(packet), packet.length, OURS, SECOND)).isTrue();
        here.publish();
        assertThat(here.quality().orElseThrow().said().orElseThrow().lost()).isEqualTo(3);
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (String bad :
                new String[] {
                    "",
                    "80",
                    "80c80001",
                    // RTP
                    "8000000100000000222222220000",
                    // first is no report
                    "81cb000122222222",
                    // padding in the first
                    "a0c9000122222222",
                    // version 1
                    "40c9000122222222",
                    // a block is promised and missing
                    "81c9000122222222",
                    // longer than it is
                    "80c9000222222222"
                }) {
            byte[] bytes = HexFormat.of().parseHex(bad);
            assertThat(here.read(ByteBuffer.wrap(bytes), bytes.length, OURS, 0)).as(bad).isFalse();
        }
        assertThat(here.quality()).isEmpty();
    }

    @Test
    void rubbishNeverThrows() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
        talk(10);
        for (int i = 0; i < 200_000; i++) {
            wire.clear();
            there.write(wire, THEIRS, 0, "there", false, i);
            for (int j = random.nextInt(6); j > 0; j--) {
                wire.put(random.nextInt(wire.position()), (byte) random.nextInt());
            }
            here.read(wire, random.nextInt(wire.position() + 1), OURS, i);
            here.publish();
            AudioQuality quality = here.quality().orElseThrow();
            assertThat(quality.heard().mos()).isBetween(1.0, 4.5);
            quality.said().ifPresent(said -> assertThat(said.mos()).isBetween(1.0, 4.5));
        }
    }

    @Test
    void farEndThatReportsTwiceThatNothingArrivesIsDeafAndThatIsSaidOnce() {
        for (int report = 1; report <= 4; report++) {
            for (int i = 0; i < 200; i++) {
                here.sent(160);
                there.sent(160);
            }
            assertThat(fromThere(report * SECOND, report * SECOND)).isTrue();
            assertThat(here.isDeafThere()).as("report %d", report).isEqualTo(report == 2);
        }
    }

    @Test
    void farEndThatHearsSomeOfItOrWasSentNothingIsNotDeaf() {
        for (int report = 1; report <= 4; report++) {
            for (int i = 0; i < 200; i += 20) {
                for (int sent = 0; sent < 20; sent++) {
                    here.sent(160);
                }
                there.sent(160);
                there.heard().arrived(1, OURS, 200 * report + i);
            }
            assertThat(fromThere(report * SECOND, report * SECOND)).isTrue();
            assertThat(here.isDeafThere()).isFalse();
        }
        for (int report = 5; report <= 9; report++) {
            there.sent(160);
            assertThat(fromThere(report * SECOND, report * SECOND)).isTrue();
            assertThat(here.isDeafThere()).as("it holds").isFalse();
        }
    }

    @Test
    void aPhoneThatReportsEverySecondIsFoundDeafAsWell() {
        boolean deaf = false;
        for (int second = 1; second <= 5; second++) {
            for (int i = 0; i < 50; i++) {
                here.sent(160);
                there.sent(160);
            }
            fromThere(second * SECOND, second * SECOND);
            deaf |= here.isDeafThere();
        }
        assertThat(deaf).isTrue();
    }

    @Test
    void whatTheFarEndReportedKeepsItsMeaningWhenTheCodecChanges() {
        here.clock(48_000);
        there.heard().arrived(1, OURS, 0);
        there.heard().timed(0, 48_000, 0);
        for (int i = 1; i < 500; i++) {
            here.sent(60);
            there.heard().arrived(1, OURS, i);
            there.heard().timed(i * 960, 48_000, i * 20_000_000L + i % 2 * 10_000_000L);
        }
        fromThere(SECOND, SECOND);
        here.publish();
        long micros = here.quality().orElseThrow().said().orElseThrow().jitterMicros();
        assertThat(micros).isCloseTo(10_000L, within(500L));

        here.clock(8000);
        assertThat(here.quality().orElseThrow().said().orElseThrow().jitterMicros())
                .isEqualTo(micros);
    }
}
