package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.media.codec.OpusCodec;
import zarang.media.rtcp.StreamStatistics;
import zarang.media.rtp.PayloadNumbers;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpReceiver;

/** What is known of a packet once it was judged. */
class FreshStageTest {
    private static final int OPUS = 111;
    private static final int TICKS = 960;

    private final Arrival arrival = new Arrival();
    private final FreshStage stage =
            new FreshStage(
                    new LoopTally(),
                    new RtpReceiver(List.of(OpusCodec.OPUS)),
                    new Hearing(),
                    new StreamStatistics());

    private int timeOf(int sequence, int timestamp) {
        arrival.begin(0);
        RtpPacket.write(arrival.buffer, 0, false, OPUS, sequence, timestamp, 1);
        assertThat(arrival.packet.read(arrival.buffer, RtpPacket.HEADER_BYTES + 10)).isTrue();
        assertThat(stage.pass(arrival)).isTrue();
        return arrival.timestamp();
    }

    @Test
    void timeGoesOnEvenlyWhereTheClockOfAFasterCodecWraps() {
        stage.agree(
                new Agreement(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000),
                        OpusCodec.OPUS,
                        -1,
                        Direction.SEND_RECEIVE,
                        new PayloadNumbers(OPUS, Map.of(OPUS, OpusCodec.OPUS), Set.of(), 20, 20),
                        4001,
                        false),
                0);
        int first = -5 * TICKS;
        int before = timeOf(65_533, first);
        for (int i = 1; i < 10; i++) {
            int time = timeOf((65_533 + i) & 0xFFFF, first + i * TICKS);
            assertThat(time - before).as("packet %s", i).isEqualTo(160);
            before = time;
        }
    }
}
