package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import zarang.sip.source.SourceLimits;
import zarang.sip.source.Standing;
import zarang.sip.source.Standings;

/** The same against peers that drip, flood, stay silent or send garbage. */
class HostileSocketsIT extends SocketTalk {
    @Test
    void halfMessageIsDroppedAfterTheTimeOut() throws Exception {
        try (Socket phone = connect(1)) {
            phone.getOutputStream().write(bytes("INVITE sip:a@b SIP/2.0\r\nVia: SIP"));
            assertThat(readSome(phone)).isEmpty();
            assertThat(rig.onLoop(rig.sockets::counts).closedHalf()).isEqualTo(1);
        }
    }

    @Test
    void aStreamWhoseReadsNeverEndBetweenTwoMessagesIsNoHalfMessage() throws Exception {
        try (Socket phone = connect(1)) {
            StringBuilder answers = new StringBuilder();
            byte[] before = new byte[0];
            for (int i = 0; i < 12; i++) {
                byte[] message = bytes(options("TCP", "127.0.0.1", "", 100 + i));
                byte[] chunk = Arrays.copyOf(before, before.length + 100);
                System.arraycopy(message, 0, chunk, before.length, 100);
                phone.getOutputStream().write(chunk);
                before = Arrays.copyOfRange(message, 100, message.length);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            phone.getOutputStream().write(before);
            while (!answers.toString().contains("it-111")) {
                String more = readSome(phone);
                assertThat(more).as("open for three times the limit").isNotEmpty();
                answers.append(more);
            }
            assertThat(rig.onLoop(rig.sockets::counts).closedHalf()).isZero();
        }
    }

    @Test
    void aMessageThatDripsIsCutOffAllTheSame() throws Exception {
        try (Socket phone = connect(1)) {
            boolean cut = false;
            byte[] message = bytes(options("TCP", "127.0.0.1", "", 120));
            for (int i = 0; i < 60 && !cut; i++) {
                try {
                    phone.getOutputStream().write(message[i]);
                    TimeUnit.MILLISECONDS.sleep(20);
                } catch (IOException closed) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
            assertThat(rig.onLoop(rig.sockets::counts).closedHalf()).isEqualTo(1);
        }
    }

    private Rig among(Standing everybody, TransportSettings settings) throws Exception {
        Standings standings =
                new Standings() {
                    @Override
                    public Standing of(InetAddress source) {
                        return everybody;
                    }

                    @Override
                    public boolean carries(long flow) {
                        return false;
                    }
                };
        rig.stop();
        rig = new Rig(settings, standings, "udp:127.0.0.1:0", "tcp:127.0.0.1:0");
        return rig;
    }

    @Test
    void pingsDoNotKeepAStrangersConnectionThatBroughtNothing() throws Exception {
        among(Standing.STRANGER, SMALL);
        try (Socket idler = connect(1);
                Socket phone = connect(1)) {
            String register = options("TCP", "127.0.0.1", "", 130).replace("OPTIONS", "REGISTER");
            phone.getOutputStream().write(bytes(register));
            assertThat(readSome(phone)).startsWith("SIP/2.0 200");
            boolean cut = false;
            for (int i = 0; i < 16 && !cut; i++) {
                phone.getOutputStream().write(bytes("\r\n\r\n"));
                assertThat(readSome(phone)).isEqualTo("\r\n");
                try {
                    idler.getOutputStream().write(bytes("\r\n\r\n"));
                    cut = readSome(idler).isEmpty();
                } catch (IOException closed) {
                    cut = true;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertThat(cut).isTrue();
            assertThat(rig.onLoop(rig.sockets::counts).closedIdle()).isEqualTo(1);
        }
    }

    @Test
    void oneSourceCannotHaveEveryConnection() throws Exception {
        among(Standing.STRANGER, SMALL);
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                all.add(connect(1));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> rig.onLoop(rig.sockets::counts).connectionsRefused() == 20);
            try (Socket other = new Socket()) {
                other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0));
                other.connect(rig.address(1));
                other.getOutputStream().write(bytes(options("TCP", "127.0.0.9", "", 140)));
                assertThat(readSome(other)).startsWith("SIP/2.0 200");
            }
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void whereThereIsNoRoomTheOneThatWasSilentLongestGoes() throws Exception {
        among(
                Standing.TRUNK,
                new TransportSettings(
                        3,
                        3,
                        10,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        4,
                        65_536,
                        1_048_576,
                        SourceLimits.of(100, 20_000)));
        try (Socket first = connect(1);
                Socket second = connect(1);
                Socket third = connect(1)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> rig.onLoop(rig.sockets::counts).connections() == 3);
            for (Socket lively : List.of(first, third)) {
                int number = 150 + lively.getLocalPort();
                lively.getOutputStream().write(bytes(options("TCP", "127.0.0.1", "", number)));
                assertThat(readSome(lively)).startsWith("SIP/2.0 200");
            }
            try (Socket fourth = connect(1)) {
                assertThat(readSome(second)).as("closed").isEmpty();
                fourth.getOutputStream().write(bytes(options("TCP", "127.0.0.1", "", 151)));
                assertThat(readSome(fourth)).startsWith("SIP/2.0 200");
            }
            assertThat(rig.onLoop(rig.sockets::counts).connectionsReplaced()).isEqualTo(1);
        }
    }

    @Test
    void aFloodIsDroppedUnreadAndAnotherSourceIsAnswered() throws Exception {
        among(Standing.STRANGER, SMALL);
        try (DatagramSocket flood = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.66"))) {
            for (int i = 0; i < 5_000; i++) {
                send(flood, bytes(options("UDP", "127.0.0.66", ";rport", 1_000 + i)), 0);
            }
        }
        nextCallWorks(160);
        TransportCounts counts = rig.onLoop(rig.sockets::counts);
        assertThat(counts.received()).as("the burst of one port, and a few").isLessThan(500);
        assertThat(counts.floodDropped()).isPositive();
    }

    @Test
    void aFloodOverTcpIsReadLaterAndLosesNothing() throws Exception {
        among(Standing.STRANGER, SMALL);
        try (Socket flood = connect(1)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 150; i++) {
                all.append(options("TCP", "127.0.0.1", "", 200 + i));
            }
            flood.getOutputStream().write(bytes(all.toString()));
            StringBuilder answers = new StringBuilder();
            while (!answers.toString().contains("Call-ID: it-349")) {
                String more = readSome(flood);
                assertThat(more).as("open").isNotEmpty();
                answers.append(more);
            }
            assertThat(rig.onLoop(rig.sockets::counts).floodHeld()).isPositive();
        }
    }

    /** 200 calls that take 4 s and more: by 503 the loop says that it cannot serve them in time. */
    @Test
    void moreCallsThanCanBeServedAreRefusedAndACallUnderWayComesFirst() throws Exception {
        rig.work = Duration.ofMillis(20).toNanos();
        try (DatagramSocket trunk = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            trunk.setReceiveBufferSize(1_048_576);
            for (int i = 0; i < 200; i++) {
                send(trunk, bytes(invite(i, "")), 0);
            }
            send(trunk, bytes(invite(900, ";tag=theirs")), 0);
            List<String> answers = new ArrayList<>();
            while (answers.size() < 201) {
                answers.add(receive(trunk));
            }
            List<String> refused =
                    answers.stream().filter(a -> a.startsWith("SIP/2.0 503")).toList();
            assertThat(refused).isNotEmpty();
            assertThat(refused).allMatch(answer -> answer.contains("\r\nRetry-After: 5\r\n"));
            assertThat(answers.getFirst()).startsWith("SIP/2.0 200");
            assertThat(position(answers, "it-900")).isLessThan(position(answers, "it-199"));
            assertThat(answers.get(position(answers, "it-900"))).startsWith("SIP/2.0 200");
            assertThat(rig.onLoop(rig.layer::counts).overload()).isEqualTo(refused.size());
        }
    }

    private static int position(List<String> answers, String callId) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).contains("Call-ID: " + callId + "\r\n")) {
                return i;
            }
        }
        throw new AssertionError("no answer to " + callId);
    }

    private static String invite(int number, String toTag) {
        return options("UDP", "127.0.0.1", ";rport", number)
                .replace("OPTIONS", "INVITE")
                .replace("To: <sip:zarang@example.org>", "To: <sip:zarang@example.org>" + toTag);
    }

    @Test
    void aMegabyteOfHeadersIsCutOff() throws Exception {
        try (Socket phone = connect(1)) {
            byte[] block = bytes("X-Filler: " + "y".repeat(8_180) + "\r\n");
            phone.getOutputStream().write(bytes("INVITE sip:a@b SIP/2.0\r\n"));
            boolean cut = false;
            for (int i = 0; i < 128 && !cut; i++) {
                try {
                    phone.getOutputStream().write(block);
                } catch (IOException e) {
                    cut = true;
                }
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> rig.onLoop(rig.sockets::counts).closedUnframed() == 1);
        }
        nextCallWorks(10);
    }

    @Test
    void withoutContentLengthAStreamIsRefusedAndClosed() throws Exception {
        try (Socket phone = connect(1)) {
            String bare = options("TCP", "127.0.0.1", "", 11).replace("Content-Length: 0\r\n", "");
            phone.getOutputStream().write(bytes(bare));
            assertThat(readSome(phone)).startsWith("SIP/2.0 400 ");
            assertThat(readSome(phone)).isEmpty();
        }
    }

    @Test
    void connectionsOverTheBoundAreClosedAndTheFirstOnesLive() throws Exception {
        List<Socket> all = new ArrayList<>();
        try {
            Socket first = connect(1);
            all.add(first);
            first.getOutputStream().write(bytes(options("TCP", "127.0.0.1", "", 12)));
            assertThat(readSome(first)).startsWith("SIP/2.0 200");
            for (int i = 0; i < 1_000; i++) {
                all.add(connect(1));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> rig.onLoop(rig.sockets::counts).connectionsRefused() > 900);
            assertThat(rig.onLoop(rig.sockets::counts).connections()).isLessThanOrEqualTo(50);
            first.getOutputStream().write(bytes(options("TCP", "127.0.0.1", "", 13)));
            assertThat(readSome(first)).startsWith("SIP/2.0 200");
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void garbageIsCountedAndTheNextCallWorks() throws Exception {
        Random random = new Random(4475);
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            for (int i = 0; i < 2_000; i++) {
                byte[] noise = new byte[random.nextInt(600)];
                random.nextBytes(noise);
                send(phone, noise, 0);
            }
            send(phone, new byte[100], 0);
        }
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect(1);
                    InputStream in = socket.getInputStream()) {
                byte[] noise = new byte[5_000];
                random.nextBytes(noise);
                socket.getOutputStream().write(noise);
                socket.setSoTimeout(50);
                assertThat(in).isNotNull();
            }
        }
        nextCallWorks(14);
        assertThat(rig.onLoop(rig.sockets::counts).malformed()).isPositive();
        assertThat(rig.onLoop(rig.layer::counts).userFailures()).isZero();
    }

    /** As a phone does: sent again until answered, for the noise may have filled the buffer. */
    private void nextCallWorks(int number) throws Exception {
        byte[] call = bytes(options("UDP", "127.0.0.1", ";rport", number));
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            phone.setSoTimeout(500);
            for (int tries = 0; tries < 30; tries++) {
                send(phone, call, 0);
                if (answers(phone)) {
                    return;
                }
            }
        }
        throw new AssertionError("no answer to the next call");
    }
}
