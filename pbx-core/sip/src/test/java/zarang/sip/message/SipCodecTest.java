package zarang.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipCodecTest {
    private static final String GOOD =
            """
            INVITE sip:1000@127.0.0.1;transport=udp SIP/2.0
            v: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKa;rport, SIP/2.0/TCP b.example.org
            Max-Forwards: 70
            f: "Zahra \\"Z\\" Ahmadi" <sip:+98912@example.org>;tag=abc
            t: <sip:1000@127.0.0.1>
            i: call@192.0.2.1
            CSeq: 7 INVITE
            m: <sip:z@192.0.2.1:5070>;expires=60;q=0.5
            Record-Route: <sip:p1;lr>, <sip:p2;lr>
            k: timer, 100rel
            c: Application/SDP;charset=utf-8
            Expires: 99999999999

            v=0
            """
                    .replace("\n", "\r\n");
    private final SipCodec codec = new SipCodec();

    private ParsedMessage parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return codec.parse(bytes, 0, bytes.length);
    }

    private SipRequest request(String text) {
        assertThat(parse(text)).isInstanceOf(ParsedMessage.Request.class);
        return ((ParsedMessage.Request) parse(text)).request();
    }

    @Test
    void accessorsReadWhatIsWritten() {
        SipRequest r = request(GOOD);
        assertThat(r.method()).isEqualTo("INVITE");
        assertThat(r.requestUri()).hasToString("sip:1000@127.0.0.1;transport=udp");
        assertThat(r.vias()).extracting(Via::host).containsExactly("192.0.2.1", "b.example.org");
        assertThat(r.topVia().branch()).contains("z9hG4bKa");
        assertThat(r.topVia().params().has("rport")).isTrue();
        assertThat(r.from().display()).isEqualTo("Zahra \"Z\" Ahmadi");
        assertThat(r.fromTag()).contains("abc");
        assertThat(r.toTag()).isEmpty();
        assertThat(r.cseq()).isEqualTo(new CSeq(7, "INVITE"));
        assertThat(r.contacts().getFirst().expires()).hasValue(60);
        assertThat(r.contacts().getFirst().q()).hasValue(0.5);
        assertThat(r.recordRoutes()).hasSize(2);
        assertThat(r.values("Supported")).containsExactly("timer", "100rel");
        assertThat(r.contentType()).contains("application/sdp");
        assertThat(r.expires()).hasValue(0xFFFF_FFFFL);
        assertThat(r.body()).isEqualTo("v=0\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void responseCarriesWhatTheRequestHad() {
        SipResponse ok =
                SipResponse.to(request(GOOD), 200)
                        .toTag("ours")
                        .body("application/sdp", "v=0\r\n".getBytes(StandardCharsets.UTF_8))
                        .build();
        assertThat(new String(ok.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        SIP/2.0 200 OK
                        Via: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKa;rport, SIP/2.0/TCP b.example.org
                        From: "Zahra \\"Z\\" Ahmadi" <sip:+98912@example.org>;tag=abc
                        To: <sip:1000@127.0.0.1>;tag=ours
                        Call-ID: call@192.0.2.1
                        CSeq: 7 INVITE
                        Record-Route: <sip:p1;lr>, <sip:p2;lr>
                        Content-Type: application/sdp
                        Content-Length: 5

                        v=0
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void refusalWithoutStateHasTheSameTagEveryTime() {
        SipResponse one = SipResponse.to(request(GOOD), 503).build();
        SipResponse two = SipResponse.to(request(GOOD), 503).build();
        assertThat(one.toTag()).isPresent().isEqualTo(two.toTag());
        assertThat(SipResponse.to(request(GOOD), 100).build().toTag()).isEmpty();
    }

    @Test
    void headerCannotSmuggleALine() {
        assertThat(List.of("a\r\nX: b", "a\nb"))
                .allSatisfy(value ->
                        assertThat(catching(() -> new Header("Subject", value)))
                                .isInstanceOf(BadSyntax.class));
        assertThat(Quoted.quote("a\r\nb\"")).isEqualTo("\"a  b\\\"\"");
    }

    private static Throwable catching(Runnable run) {
        try {
            run.run();
        } catch (BadSyntax e) {
            return e;
        }
        return new AssertionError("nothing thrown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n", "\r\n", "\0\0\0\0", ""})
    void nothingButPaddingIsAKeepAlive(String text) {
        assertThat(parse(text)).isInstanceOf(ParsedMessage.KeepAlive.class);
    }

    @Test
    void boundsAreKept() {
        String tooMany = GOOD.replace("k: timer", "X: y\r\n".repeat(300) + "k: timer");
        assertThat(parse(tooMany)).isInstanceOf(ParsedMessage.Malformed.class);
        byte[] huge = GOOD.replace("v=0", "x".repeat(70_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(codec.parse(huge, 0, huge.length))
                .isEqualTo(new ParsedMessage.Malformed(513, "message too large", null));
    }

    @Test
    void anAckIsNeverAnswered() {
        ParsedMessage bad = parse(GOOD.replace("INVITE", "ACK").replace("v: SIP", "v: ;;SIP"));
        assertThat(bad)
                .isInstanceOfSatisfying(
                        ParsedMessage.Malformed.class, m -> assertThat(m.request()).isNull());
    }

    /** What JAIN throws at broken input never leaves the codec; a refusal can always be written. */
    @Test
    void mutatedMessagesNeverThrow() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 40; i++) {
                byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
                for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] =
                            random.nextBoolean()
                                    ? (byte) random.nextInt(256)
                                    : (byte) "<>\";,:@[]%\r\n \0".charAt(random.nextInt(14));
                }
                ParsedMessage parsed = codec.parse(bytes, 0, bytes.length);
                SipRequest answerable =
                        switch (parsed) {
                            case ParsedMessage.Request r -> r.request();
                            case ParsedMessage.Malformed m -> m.request();
                            case ParsedMessage.Response r -> null;
                            case ParsedMessage.KeepAlive k -> null;
                            case ParsedMessage.Unread u -> null;
                        };
                if (answerable != null) {
                    assertThat(SipResponse.to(answerable, 400).build().toBytes())
                            .as("seed %d", seed)
                            .isNotEmpty();
                }
            }
        }
    }
}
