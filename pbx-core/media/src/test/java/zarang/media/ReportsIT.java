package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.AudioQuality;
import zarang.call.loop.RealTime;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.media.rtcp.Conversation;
import zarang.testkit.SteadyMachine;

/** Both ends of a leg tell each other over RTCP how they hear. */
@RealTime
@SteadyMachine
class ReportsIT {
    private static final int SSRC = 0x5151;
    private static final int FRAMES = 220;
    private static final int FRAME_MS = 20;
    private static final Duration SOON = Duration.ofSeconds(8);

    @TempDir Path folder;

    @Test
    void eachEndLearnsHowItsAudioArrives() throws IOException {
        try (MediaKit kit = kit();
                Phone phone = Phone.of(kit)) {
            MediaSession session = kit.open(new Heard(), null);
            session.connect(
                    Agreement.usual(
                            phone.rtp.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            phone.talk(kit, session);

            AudioQuality ofPhone = phone.quality();
            assertThat(ofPhone.said().orElseThrow().lost())
                    .as("lost on the way to us")
                    .isPositive();

            phone.report(session);
            await().atMost(SOON)
                    .until(() -> session.quality().flatMap(AudioQuality::said).isPresent());
            AudioQuality quality = session.quality().orElseThrow();
            assertThat(quality.heard().packets() + quality.heard().lost())
                    .isCloseTo(FRAMES, within(2L));
            assertThat(quality.heard().lost()).isCloseTo(FRAMES / 10, within(2L));
            assertThat(quality.heard().mos()).isBetween(2.5, 4.0);
            assertThat(quality.said().orElseThrow().lost()).isZero();
            assertThat(quality.said().orElseThrow().mos()).isGreaterThan(4.3);
            assertThat(quality.roundTripMicros().orElseThrow()).isLessThan(1_000_000L);

            try (Phone moved = Phone.of(kit)) {
                session.connect(
                        Agreement.usual(
                                moved.rtp.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
                session.close();
                assertThat(moved.first.join().length()).as("its goodbye").isPositive();
            }
            assertThat(session.quality()).as("known after the end").isPresent();
        }
    }

    @Test
    void reportsOfStrangersAndRubbishAreCountedAndChangeNothing() throws IOException {
        try (MediaKit kit = kit();
                Phone phone = Phone.of(kit);
                DatagramSocket stranger =
                        new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"))) {
            MediaSession session = kit.open(new Heard(), null);
            session.connect(
                    Agreement.usual(
                            phone.rtp.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            phone.talk(kit, session);
            phone.quality();

            stranger.send(new DatagramPacket(phone.written(), phone.length(), above(session)));
            kit.awaitCount(MediaCount.REPORTS_STRAY, 1);
            phone.rtcp.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, above(session)));
            kit.awaitCount(MediaCount.REPORTS_INVALID, 1);

            assertThat(session.quality().orElseThrow().said()).isEmpty();
            assertThat(kit.count(MediaCount.REPORTS_RECEIVED)).isZero();
        }
    }

    @Test
    void aLegThatIsNotHeardRaisesTheAlarm() throws IOException {
        try (MediaKit kit = kit()) {
            Heard heard = new Heard();
            RtpPeer phone = kit.peer(1);
            kit.open(heard, null)
                    .connect(
                            Agreement.usual(
                                    phone.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));

            await().atMost(SOON).until(() -> heard.unheard.get() == 1);
            assertThat(kit.count(MediaCount.LEGS_UNHEARD)).isEqualTo(1);
            assertThat(heard.silences).as("the call goes on").hasValue(0);
        }
    }

    private MediaKit kit() throws IOException {
        return new MediaKit(
                MediaKit.SETTINGS,
                PromptLibrary.load(MediaKit.tones(folder, 1000, 440), List.of("fa")),
                31);
    }

    private static InetSocketAddress above(MediaSession session) {
        InetSocketAddress rtp = session.localAddress();
        return new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
    }

    /** What came over RTCP, and when. */
    private record Report(ByteBuffer bytes, int length, int port, long atNanos) {}

    /** A phone with RTP and, on the port above, RTCP. */
    @RealTime
    private static final class Phone implements AutoCloseable {
        private final Conversation conversation = new Conversation();
        private final ByteBuffer buffer = ByteBuffer.allocate(1500);
        private final RtpPeer rtp;
        private final DatagramSocket rtcp;
        private final CompletableFuture<Report> first;
        private int ours;

        private Phone(RtpPeer rtp, DatagramSocket rtcp) {
            this.rtp = rtp;
            this.rtcp = rtcp;
            first = CompletableFuture.supplyAsync(this::awaitReport);
        }

        static Phone of(MediaKit kit) throws IOException {
            while (true) {
                RtpPeer rtp = kit.peer(SSRC);
                try {
                    return new Phone(
                            rtp,
                            new DatagramSocket(
                                    rtp.address().getPort() + 1, InetAddress.getLoopbackAddress()));
                } catch (BindException taken) {
                    rtp.close();
                }
            }
        }

        /** Every tenth packet is lost; what comes back is heard. */
        void talk(MediaKit kit, MediaSession session) throws IOException {
            rtp.sendTone(session.localAddress(), G711.PCMA, 440);
            kit.awaitCount(MediaCount.SOURCES_LOCKED, 1);
            for (int i = 0; i < FRAMES; i++) {
                if (i % 10 == 7) {
                    rtp.skip();
                } else {
                    rtp.sendTone(session.localAddress(), G711.PCMA, 440);
                }
                conversation.sent(RtpPeer.FRAME);
                RtpPeer.Packet packet = rtp.poll(FRAME_MS);
                if (packet != null) {
                    ours = packet.ssrc();
                    conversation.heard().arrived(1, packet.ssrc(), packet.sequence());
                }
            }
        }

        /** The first report that comes, with the time at which it did. */
        private Report awaitReport() {
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            try {
                rtcp.setSoTimeout((int) SOON.toMillis());
                rtcp.receive(packet);
            } catch (IOException late) {
                throw new AssertionError("no report came", late);
            }
            return new Report(
                    ByteBuffer.wrap(packet.getData()),
                    packet.getLength(),
                    packet.getPort(),
                    System.nanoTime());
        }

        /** As it stands with the first report of the other side. */
        AudioQuality quality() {
            Report report = first.join();
            assertThat(report.port()).as("from the port above RTP").isOdd();
            assertThat(conversation.read(report.bytes(), report.length(), SSRC, report.atNanos()))
                    .isTrue();
            conversation.publish();
            return conversation.quality().orElseThrow();
        }

        byte[] written() {
            buffer.clear();
            conversation.write(buffer, SSRC, 0, "phone", false, System.nanoTime());
            return buffer.array();
        }

        int length() {
            return buffer.position();
        }

        void report(MediaSession session) throws IOException {
            assertThat(ours).isNotZero();
            byte[] report = written();
            rtcp.send(new DatagramPacket(report, length(), above(session)));
        }

        @Override
        public void close() {
            rtcp.close();
        }
    }
}
