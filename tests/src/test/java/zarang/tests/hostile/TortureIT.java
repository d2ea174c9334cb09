package zarang.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/**
 * The 50 messages of RFC 4475 and the 12 of RFC 5118 against a running server: each gets the answer
 * that {@code torture.tsv} says, or none, and the next caller is served as ever.
 */
class TortureIT {
    private static final Duration HALF_MESSAGE = Duration.ofSeconds(16);
    private static final Pattern VIA =
            Pattern.compile("(?im)^v(?:ia)? *:.*?branch=z9hG4bK[^;\\s]+");
    private static final Pattern ANSWER = Pattern.compile("(?m)^SIP/2\\.0 ([2-6]\\d\\d) ");

    private final Path work = Work.folder("torture");
    private ServerProcess server;
    private RawSip neighbour;

    /**
     * A row of the table.
     *
     * @param udp answers that are right, {@code any} or {@code drop}
     * @param port where an answer over UDP goes: the port of the top Via
     */
    private record Row(String file, String udp, String tcp, int port) {}

    @BeforeEach
    void open() {
        Conf conf = Conf.copy(work);
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
        neighbour = new RawSip(server.sipPort());
    }

    @AfterEach
    void close() {
        neighbour.close();
        server.close();
    }

    @Test
    void overUdpEachMessageGetsItsAnswerAndTheNextCallWorks() throws Exception {
        List<String> wrong = new ArrayList<>();
        Set<String> transactions = new HashSet<>();
        String group = "";
        int host = 1;
        for (Row row : rows()) {
            byte[] message = ofItsOwn(resource(row.file()), transactions);
            Optional<Integer> answer = overUdp(row, message, ++host);
            if (!isRight(row.udp(), answer)) {
                wrong.add(row.file() + " got " + answer + ", right is " + row.udp());
            }
            assertThat(neighbour.options()).as("OPTIONS after %s", row.file()).isEqualTo(200);
            String folder = row.file().substring(0, row.file().indexOf('/'));
            if (!folder.equals(group)) {
                group = folder;
                assertThat(neighbour.call("1000")).as("a call after %s", row.file()).isEqualTo(200);
            }
        }
        assertThat(wrong).isEmpty();
        assertACallWorks("");
    }

    @Test
    void overTcpEachMessageGetsItsAnswerAndTheNextCallWorks() throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, Socket> halves = new LinkedHashMap<>();
        Set<String> transactions = new HashSet<>();
        for (Row row : rows()) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.sipPort());
            socket.getOutputStream().write(ofItsOwn(resource(row.file()), transactions));
            String expected = row.tcp().equals("=") ? row.udp() : row.tcp();
            if (expected.equals("half")) {
                halves.put(row.file(), socket);
            } else {
                String problem = overTcp(expected, socket);
                if (!problem.isEmpty()) {
                    wrong.add(row.file() + " " + problem + ", right is " + expected);
                }
                socket.close();
            }
            assertThat(neighbour.options()).as("OPTIONS after %s", row.file()).isEqualTo(200);
        }
        for (Map.Entry<String, Socket> half : halves.entrySet()) {
            try (Socket socket = half.getValue()) {
                socket.setSoTimeout((int) HALF_MESSAGE.multipliedBy(2).toMillis());
                assertThat(socket.getInputStream().readAllBytes())
                        .as("%s: closed without an answer", half.getKey())
                        .isEmpty();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(neighbour.call("1000")).isEqualTo(200);
        assertACallWorks(";transport=tcp");
    }

    private void assertACallWorks(String parameters) {
        Tool.Outcome call =
                Tool.run(
                        "call",
                        server.uri("1000") + parameters,
                        "--from",
                        "+989121234567",
                        "--listen",
                        work.resolve("heard.wav").toString(),
                        "--for",
                        "2s");
        assertThat(call.exit()).as("%s", call).isZero();
    }

    /**
     * Sends the message from a loopback address of its own, at the port that its Via names: there
     * the answer goes, and an answer that comes late cannot be taken for the next one's.
     */
    private Optional<Integer> overUdp(Row row, byte[] bytes, int host) throws Exception {
        InetAddress own = InetAddress.getByAddress(new byte[] {127, 88, 0, (byte) host});
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(own, row.port()))) {
            socket.send(
                    new DatagramPacket(
                            bytes,
                            bytes.length,
                            InetAddress.getLoopbackAddress(),
                            server.sipPort()));
            // The server takes datagrams in order, and refuses at once.
            assertThat(neighbour.options()).isEqualTo(200);
            socket.setSoTimeout(row.udp().equals("drop") ? 100 : 10_000);
            for (Optional<String> got = RawSip.receive(socket);
                    got.isPresent();
                    got = RawSip.receive(socket)) {
                if (RawSip.status(got.get()) >= 200) {
                    return got.map(RawSip::status);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Some of the messages have method, sent-by and branch of another one: within 32 s of it they
     * are retransmissions of it, RFC 3261 §17.2.3. Such a one gets a branch of its own; of all
     * others no byte is changed.
     */
    private static byte[] ofItsOwn(byte[] message, Set<String> transactions) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        Matcher via = VIA.matcher(text);
        String method = text.split(" ", 2)[0];
        if (!via.find() || transactions.add(method + via.group())) {
            return message;
        }
        String renewed = via.group() + transactions.size();
        transactions.add(method + renewed);
        return (text.substring(0, via.start()) + renewed + text.substring(via.end()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What was wrong, or nothing. */
    private String overTcp(String expected, Socket socket) throws IOException {
        List<String> parts = new ArrayList<>(List.of(expected.split(",")));
        boolean closes = parts.remove("close");
        if (parts.getFirst().equals("drop")) {
            assertThat(neighbour.options()).isEqualTo(200);
            socket.setSoTimeout(100);
            List<Integer> answers = answers(socket.getInputStream(), 1);
            return answers.isEmpty() ? "" : "got " + answers;
        }
        socket.setSoTimeout(10_000);
        List<Integer> answers = answers(socket.getInputStream(), parts.size());
        for (int i = 0; i < parts.size(); i++) {
            if (!isRight(parts.get(i), answers.stream().skip(i).findFirst())) {
                return "got " + answers;
            }
        }
        return closes && !isClosed(socket) ? "is not closed" : "";
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    /** Reads until so many final answers have come, or no more do. */
    private static List<Integer> answers(InputStream in, int count) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Integer> found = List.of();
        try {
            for (byte[] chunk = some(in); chunk.length > 0; chunk = some(in)) {
                all.writeBytes(chunk);
                found =
                        ANSWER.matcher(all.toString(StandardCharsets.UTF_8))
                                .results()
                                .map((MatchResult line) -> Integer.valueOf(line.group(1)))
                                .toList();
                if (found.size() >= count) {
                    return found;
                }
            }
        } catch (SocketTimeoutException quiet) {
            return found;
        }
        return found;
    }

    private static byte[] some(InputStream in) throws IOException {
        byte[] buffer = new byte[8_192];
        int length = in.read(buffer);
        return Arrays.copyOf(buffer, Math.max(length, 0));
    }

    private static boolean isRight(String expected, Optional<Integer> answer) {
        return switch (expected) {
            case "drop" -> answer.isEmpty();
            case "any" -> answer.isPresent() && answer.get() != 400 && answer.get() < 500;
            default ->
                    answer.isPresent()
                            && List.of(expected.split("\\|")).contains(answer.get().toString());
        };
    }

    private static List<Row> rows() throws IOException {
        return new String(resource("torture.tsv"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[2], cells[3], Integer.parseInt(cells[4])))
                .toList();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        TortureIT.class.getResourceAsStream("/torture/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
