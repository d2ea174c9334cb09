package zarang.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdpSessionTest {
    private final SdpSession session =
            new SdpSession(7, new InetSocketAddress("192.0.2.9", 20_000));

    private static String offer(String media) {
        return "v=0\r\no=a 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" + media;
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private Negotiation.Agreed agreed(String media) {
        return (Negotiation.Agreed) session.answer(offer(media));
    }

    @Test
    void answerTakesTheFirstCodecThatIsOursAndKeepsTheOfferedEventType() {
        Negotiation.Agreed agreed =
                agreed(
                        lines(
                                "m=audio 4000 RTP/AVP 18 0 8 97",
                                "a=rtpmap:97 telephone-event/8000",
                                "a=rtpmap:0 PCMU/8000"));
        assertThat(agreed.stream())
                .isEqualTo(
                        new AudioStream(
                                new InetSocketAddress("192.0.2.1", 4000),
                                0,
                                97,
                                SdpDirection.SENDRECV));
        assertThat(agreed.answer())
                .contains("c=IN IP4 192.0.2.9\r\n")
                .contains("m=audio 20000 RTP/AVP 0 97\r\n")
                .contains("a=rtpmap:97 telephone-event/8000\r\n")
                .contains("a=ptime:20\r\na=sendrecv\r\n");
    }

    @Test
    void phoneWithoutTelephoneEventsGetsNone() {
        Negotiation.Agreed agreed = agreed("m=audio 4000 RTP/AVP 8\r\n");
        assertThat(agreed.stream().telephoneEvent()).isEqualTo(-1);
        assertThat(agreed.answer()).doesNotContain("telephone-event");
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, sendrecv",
        "sendonly, recvonly",
        "recvonly, sendonly",
        "inactive, inactive"
    })
    void directionIsAnsweredMirrored(String offered, String answered) {
        Negotiation.Agreed agreed = agreed("m=audio 4000 RTP/AVP 8\r\na=" + offered + "\r\n");
        assertThat(agreed.answer()).contains("a=" + answered + "\r\n");
        assertThat(agreed.stream().held()).isEqualTo(!answered.startsWith("send"));
    }

    @Test
    void connectionOfZeroesIsTheOlderHold() {
        Negotiation.Agreed agreed = agreed("m=audio 4000 RTP/AVP 8\r\nc=IN IP4 0.0.0.0\r\n");
        assertThat(agreed.stream().held()).isTrue();
        assertThat(agreed.answer()).contains("a=recvonly\r\n");
    }

    @Test
    void connectionOfTheMediaLineOverridesTheSessions() {
        assertThat(
                        agreed("m=audio 4000 RTP/AVP 8\r\nc=IN IP4 192.0.2.77\r\n").stream()
                                .remote()
                                .getAddress()
                                .getHostAddress())
                .isEqualTo("192.0.2.77");
    }

    @Test
    void everyOtherMediaLineIsRefusedInItsPlace() {
        String answer =
                agreed(
                                lines(
                                        "m=video 5000 RTP/AVP 31 32",
                                        "m=audio 4002 RTP/SAVP 8",
                                        "m=audio 4000 RTP/AVP 8",
                                        "m=audio 4004 RTP/AVP 8"))
                        .answer();
        assertThat(answer.lines().filter(l -> l.startsWith("m=")))
                .containsExactly(
                        "m=video 0 RTP/AVP 31 32",
                        "m=audio 0 RTP/SAVP 8",
                        "m=audio 20000 RTP/AVP 8",
                        "m=audio 0 RTP/AVP 8");
    }

    @Test
    void offerWithoutACommonCodecIsRefused() {
        assertThat(session.answer(offer("m=audio 4000 RTP/AVP 18\r\n")))
                .isEqualTo(new Negotiation.Refused("no common codec"));
        assertThat(session.answer(offer("m=audio 0 RTP/AVP 8\r\n")))
                .isEqualTo(new Negotiation.Refused("no common codec"));
        assertThat(session.answer(offer(""))).isEqualTo(new Negotiation.Refused("no common codec"));
        assertThat(session.answer(offer("m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 opus/48000/2\r\n")))
                .isEqualTo(new Negotiation.Refused("no common codec"));
    }

    @Test
    void offerOfTheOtherAddressFamilyIsRefused() {
        assertThat(session.answer(offer("m=audio 4000 RTP/AVP 8\r\nc=IN IP6 2001:db8::1\r\n")))
                .isEqualTo(new Negotiation.Refused("no usable address"));
    }

    @Test
    void sixIsSpokenToSix() {
        SdpSession six = new SdpSession(7, new InetSocketAddress("2001:db8::9", 20_000));
        Negotiation.Agreed agreed =
                (Negotiation.Agreed)
                        six.answer(offer("m=audio 4000 RTP/AVP 8\r\nc=IN IP6 2001:db8::1\r\n"));
        assertThat(agreed.answer()).contains("c=IN IP6 2001:db8:0:0:0:0:0:9\r\n");
        assertThat(agreed.stream().remote()).isEqualTo(new InetSocketAddress("2001:db8::1", 4000));
    }

    @Test
    void versionGrowsByOneWithEveryChangeAndOnlyThen() {
        String media = "m=audio 4000 RTP/AVP 8\r\n";
        assertThat(agreed(media).answer()).contains("o=zarang 7 7 IN");
        assertThat(agreed(media).answer()).contains("o=zarang 7 7 IN");
        assertThat(agreed(media + "a=sendonly\r\n").answer()).contains("o=zarang 7 8 IN");
        assertThat(agreed(media).answer()).contains("o=zarang 7 9 IN");
    }

    @Test
    void offerOfOursIsAnsweredByThePhonesChoice() {
        assertThat(session.offer())
                .contains("m=audio 20000 RTP/AVP 8 0 101\r\n")
                .contains("a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n");
        assertThat(
                        session.accept(
                                offer(
                                        lines(
                                                "m=audio 4000 RTP/AVP 0 101",
                                                "a=rtpmap:101 telephone-event/8000"))))
                .isEqualTo(
                        new Negotiation.Agreed(
                                new AudioStream(
                                        new InetSocketAddress("192.0.2.1", 4000),
                                        0,
                                        101,
                                        SdpDirection.SENDRECV),
                                ""));
    }

    @Test
    void answerThatDoesNotFitTheOfferIsRefused() {
        assertThat(session.accept(offer("")))
                .isEqualTo(new Negotiation.Refused("answer does not match the offer"));
        assertThat(session.accept(offer("m=audio 0 RTP/AVP 8\r\n")))
                .isEqualTo(new Negotiation.Refused("no common codec"));
        assertThat(session.accept("hello")).isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void laterOfferOfOursKeepsTheRefusedLines() {
        agreed("m=video 5000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 8\r\n");
        assertThat(session.offer().lines().filter(l -> l.startsWith("m=")))
                .containsExactly("m=video 0 RTP/AVP 31", "m=audio 20000 RTP/AVP 8 0 101");
    }

    @Test
    void laterOfferMustNotDropALine() {
        agreed("m=audio 4000 RTP/AVP 8\r\nm=video 5000 RTP/AVP 31\r\n");
        assertThat(session.answer(offer("m=audio 4000 RTP/AVP 8\r\n")))
                .isEqualTo(new Negotiation.Refused("fewer media lines than before"));
    }
}
