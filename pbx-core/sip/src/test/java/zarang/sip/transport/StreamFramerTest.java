package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipCodec;

class StreamFramerTest {
    private final StreamFramer framer = new StreamFramer();

    private static String message(int number, String body) {
        return """
        INFO sip:a@example.org SIP/2.0
        Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKf%d
        From: <sip:b@example.org>;tag=1
        To: <sip:a@example.org>;tag=2
        Call-ID: frame-%d
        CSeq: %d INFO
        l: %d

        """
                        .replace("\n", "\r\n")
                        .formatted(number, number, number, body.length())
                + body;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void messagesComeOutWholeHoweverTheStreamIsCut() {
        long seed = 18_3;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                stream.append(message(i, "x".repeat(random.nextInt(40)) + "\r\n\r\n"));
                stream.append(i % 2 == 0 ? "\r\n" : "");
            }
            StreamFramer one = new StreamFramer();
            byte[] all = bytes(stream.toString());
            List<ParsedMessage> found = new ArrayList<>();
            int at = 0;
            while (at < all.length) {
                int n = Math.min(all.length - at, 1 + random.nextInt(300));
                byte[] chunk = new byte[n];
                System.arraycopy(all, at, chunk, 0, n);
                found.addAll(one.feed(chunk));
                at += n;
            }
            assertThat(found)
                    .as("seed %d round %d", seed, round)
                    .hasSize(5)
                    .allMatch(ParsedMessage.Request.class::isInstance);
            assertThat(one.isUnfinished()).isFalse();
        }
    }

    @Test
    void pingIsToldAndPartOfItIsNoHalfMessage() {
        assertThat(framer.feed(bytes("\r\n"))).isEmpty();
        assertThat(framer.isUnfinished()).isFalse();
        assertThat(framer.feed(bytes("\r\n"))).containsExactly(new ParsedMessage.KeepAlive(true));
    }

    @Test
    void headersWithoutEndAreCutOffAndTheBufferStaysBounded() {
        byte[] filler = bytes("X: " + "y".repeat(8_000) + "\r\n");
        List<ParsedMessage> found =
                new ArrayList<>(framer.feed(bytes("INVITE sip:a@b SIP/2.0\r\n")));
        for (int i = 0; i < 200; i++) {
            found.addAll(framer.feed(filler));
        }
        assertThat(framer.isBroken()).isTrue();
        assertThat(found).hasSize(1);
        assertThat(framer.capacity()).isLessThan(4 * SipCodec.MESSAGE_MAX);
    }

    @Test
    void bodyBeyondTheLimitIsRefusedBeforeItComes() {
        String huge = message(1, "").replace("l: 0", "l: 65530");
        List<ParsedMessage> found = framer.feed(bytes(huge));
        assertThat(found)
                .singleElement()
                .isInstanceOfSatisfying(
                        ParsedMessage.Malformed.class,
                        bad -> assertThat(bad.status()).isEqualTo(513));
        assertThat(framer.isBroken()).isTrue();
    }

    @Test
    void lengthThatCannotBeToldEndsTheStream() {
        for (String length : List.of("", "l: -5\r\n", "l: 5\r\nl: 6\r\n", "l: 5\r\nl: 5\r\n")) {
            StreamFramer one = new StreamFramer();
            String text = message(1, "").replace("l: 0\r\n", length) + "hello";
            assertThat(one.feed(bytes(text))).as(length).hasSize(1);
            assertThat(one.isBroken()).as(length).isTrue();
        }
    }
}
