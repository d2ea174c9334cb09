package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.engine.Answerer;
import zarang.media.codec.Codec;
import zarang.media.codec.L16Codec;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpReceiver.Received;

/** Who took the call, told by packets of which some never come. */
class AnswerStageTest {
    private static final int FRAME = 160;

    private final List<Answerer> told = new ArrayList<>();
    private final AnswerStage stage =
            new AnswerStage(
                    new Heard() {
                        @Override
                        public void answeredBy(Answerer answerer) {
                            told.add(answerer);
                        }
                    });
    private final Arrival arrival = new Arrival();
    private int timestamp;

    /** 20 ms of it, or of nothing that is ever sent. */
    private void frame(int amplitude) {
        if (amplitude > 0) {
            arrival.begin(0);
            for (int i = 0; i < FRAME; i++) {
                double turn = 2 * Math.PI * 150 * (timestamp + i) / Codec.RATE_HZ;
                arrival.buffer.putShort(12 + 2 * i, (short) (amplitude * Math.sin(turn)));
            }
            RtpPacket.write(arrival.buffer, 0, false, 96, timestamp / FRAME, timestamp, 1);
            arrival.length = 12 + 2 * FRAME;
            assertThat(arrival.packet.read(arrival.buffer, arrival.length)).isTrue();
            arrival.kind = Received.AUDIO;
            arrival.isAudio(L16Codec.L16, L16Codec.L16, timestamp);
            assertThat(stage.pass(arrival)).isTrue();
        }
        timestamp += FRAME;
    }

    private void frames(int count, int amplitude) {
        for (int i = 0; i < count; i++) {
            frame(amplitude);
        }
    }

    @Test
    void nothingIsToldUnlessItIsAsked() {
        frames(150, 6000);
        assertThat(told).isEmpty();
    }

    @Test
    void whoSaysAWordAndSendsNothingWhileSilentIsAPerson() {
        stage.listen(0);
        frames(25, 6000);
        assertThat(told).isEmpty();
        frames(50, 0);
        frame(20);
        assertThat(told).containsExactly(Answerer.PERSON);
        frames(200, 6000);
        assertThat(told).as("once").hasSize(1);
    }

    @Test
    void whoGoesOnIsAMachineThoughEachFifthPacketIsLost() {
        stage.listen(0);
        for (int i = 0; i < 110; i++) {
            frame(i % 5 == 4 ? 0 : 6000);
        }
        assertThat(told).containsExactly(Answerer.MACHINE);
    }

    @Test
    void whoIsNeverHeardIsUnsureAfterSixSeconds() {
        stage.listen(0);
        stage.sweep(5_999_000_000L);
        assertThat(told).isEmpty();
        stage.sweep(6_000_000_000L);
        stage.sweep(7_000_000_000L);
        assertThat(told).containsExactly(Answerer.UNSURE);
    }
}
