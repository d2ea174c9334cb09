package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.media.rtcp.Conversation;
import zarang.media.rtp.PayloadNumbers;

/** A phone that takes and sends RTCP over the port of its audio: RFC 5761. */
class MuxedReportsIT {
    private static final int SSRC = 77;

    /** A sender report, 200, as it looks to who reads it as audio. */
    private static final int SENDER_REPORT = 72;

    private static final int FRAMES_MAX = 400;

    @TempDir Path folder;

    @Test
    void reportsGoBothWaysOverThePortOfTheAudio() throws IOException {
        PromptLibrary none = PromptLibrary.load(folder, List.of());
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, none, 5)) {
            RtpPeer phone = kit.peer(SSRC);
            MediaSession session = kit.open(new Heard(), null);
            session.connect(
                    new Agreement(
                            phone.address(),
                            G711Codec.PCMA,
                            101,
                            Direction.SEND_RECEIVE,
                            PayloadNumbers.usual(G711Codec.PCMA, 101),
                            phone.address().getPort(),
                            false));
            boolean reported = false;
            for (int i = 0; i < FRAMES_MAX && !reported; i++) {
                phone.sendTone(session.localAddress(), G711.PCMA, 440);
                RtpPeer.Packet packet = phone.hear(10_000);
                reported = packet.marker() && packet.payloadType() == SENDER_REPORT;
            }
            assertThat(reported).isTrue();

            ByteBuffer report = ByteBuffer.allocate(200);
            new Conversation().write(report, SSRC, 0, "phone", false, 1);
            phone.sendRaw(session.localAddress(), Arrays.copyOf(report.array(), report.position()));
            kit.awaitCount(MediaCount.REPORTS_RECEIVED, 1);
            byte[] cut = Arrays.copyOf(report.array(), report.position() - 4);
            phone.sendRaw(session.localAddress(), cut);
            kit.awaitCount(MediaCount.REPORTS_INVALID, 1);
            assertThat(kit.count(MediaCount.PACKETS_INVALID)).isZero();
        }
    }
}
