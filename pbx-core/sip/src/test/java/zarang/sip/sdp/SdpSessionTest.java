package zarang.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.media.MediaDescription;
import zarang.media.codec.Codecs;
import zarang.media.codec.G711Codec;
import zarang.media.codec.G722Codec;
import zarang.media.codec.OpusCodec;
import zarang.media.rtp.PayloadNumbers;

class SdpSessionTest {
    private final SdpSession session = new SdpSession(7, at("192.0.2.9"));

    private static MediaDescription at(String host) {
        return new MediaDescription(new InetSocketAddress(host, 20_000), Codecs.SPOKEN);
    }

    private static String offer(String media) {
        return "v=0\r\no=a 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" + media;
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private SdpFault fault(String media) {
        return ((Negotiation.Refused) session.answer(offer(media))).fault();
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
                                G711Codec.PCMU,
                                97,
                                SdpDirection.SENDRECV,
                                PayloadNumbers.usual(G711Codec.PCMU, 97),
                                4001));
        assertThat(agreed.answer())
                .contains("c=IN IP4 192.0.2.9\r\n")
                .contains("m=audio 20000 RTP/AVP 0 97\r\n")
                .contains("a=rtpmap:97 telephone-event/8000\r\n")
                .contains("a=ptime:20\r\na=sendrecv\r\n");
    }

    private static SdpSession wide(long id) {
        return new SdpSession(
                id,
                new MediaDescription(
                        new InetSocketAddress("192.0.2.9", 20_000),
                        List.of(OpusCodec.OPUS, G711Codec.PCMA)));
    }

    private static final String WIDE_OFFER =
            lines(
                    "m=audio 4000 RTP/AVP 8 111 101 110",
                    "a=rtpmap:111 opus/48000/2",
                    "a=rtpmap:101 telephone-event/8000",
                    "a=rtpmap:110 telephone-event/48000");

    @Test
    void eventsHaveTheClockOfTheCodecThatIsChosen() {
        Negotiation.Agreed opus = (Negotiation.Agreed) wide(1).answer(offer(WIDE_OFFER));
        assertThat(opus.stream().codec()).isEqualTo(OpusCodec.OPUS);
        assertThat(opus.stream().telephoneEvent()).isEqualTo(110);
        assertThat(opus.stream().numbers().eventsHeard()).containsExactly(110);
        assertThat(opus.answer())
                .contains("m=audio 20000 RTP/AVP 111 110\r\na=rtpmap:111 opus/48000/2\r\n")
                .contains("a=fmtp:111 maxplaybackrate=8000;")
                .contains("a=rtpmap:110 telephone-event/48000\r\na=fmtp:110 0-15\r\n");
        Negotiation.Agreed plain = agreed(WIDE_OFFER);
        assertThat(plain.stream().telephoneEvent()).isEqualTo(101);
        assertThat(plain.answer()).contains("telephone-event/8000").doesNotContain("48000");
    }

    @Test
    void ourOfferNamesEventsOfEachClockAndKeepsWhatANumberMeant() {
        SdpSession ours = wide(1);
        assertThat(ours.offer())
                .contains("RTP/AVP 96 8 101 102\r\n")
                .contains("a=rtpmap:101 telephone-event/8000\r\n")
                .contains("a=rtpmap:102 telephone-event/48000\r\n");
        Negotiation.Agreed agreed =
                (Negotiation.Agreed)
                        ours.accept(
                                offer(
                                        lines(
                                                "m=audio 4000 RTP/AVP 96 102",
                                                "a=rtpmap:96 opus/48000/2",
                                                "a=rtpmap:102 telephone-event/48000")));
        assertThat(agreed.stream().telephoneEvent()).isEqualTo(102);

        SdpSession theirs = wide(2);
        theirs.answer(offer(WIDE_OFFER.replace("110", "121").replace("101", "120")));
        theirs.answer(
                offer(
                        WIDE_OFFER
                                .replace("110", "109")
                                .replace("101", "110")
                                .replace("109", "101")));
        assertThat(theirs.offer())
                .as("101 is theirs, at 48,000")
                .contains("a=rtpmap:101 telephone-event/48000\r\n")
                .contains("a=rtpmap:102 telephone-event/8000\r\n");
    }

    @Test
    void g722OfferedFirstGivesWayToG711AndIsTakenWhereThereIsNothingElse() {
        assertThat(agreed("m=audio 4000 RTP/AVP 9 0 8\r\n").stream().codec())
                .isEqualTo(G711Codec.PCMU);
        Negotiation.Agreed alone = agreed("m=audio 4000 RTP/AVP 9 18\r\n");
        assertThat(alone.stream().codec()).isEqualTo(G722Codec.G722);
        assertThat(alone.answer()).contains("RTP/AVP 9\r\na=rtpmap:9 G722/8000\r\n");
    }

    @Test
    void whoPutsG722FirstGetsItWhereItIsOffered() {
        SdpSession wide =
                new SdpSession(
                        7,
                        new MediaDescription(
                                new InetSocketAddress("192.0.2.9", 20_000),
                                List.of(G722Codec.G722, G711Codec.PCMA)));
        assertThat(
                        ((Negotiation.Agreed) wide.answer(offer("m=audio 4000 RTP/AVP 8 9\r\n")))
                                .stream().codec())
                .isEqualTo(G722Codec.G722);
    }

    @Test
    void reportsGoWhereTheOfferSaysAndShareThePortOnlyWhereThatIsOffered() {
        String media = "m=audio 4000 RTP/AVP 8\r\n";
        assertThat(agreed(media).stream().reportPort()).isEqualTo(4001);
        assertThat(agreed(media).answer()).doesNotContain("rtcp");
        assertThat(agreed(media + "a=rtcp:4010\r\n").stream().reportPort()).isEqualTo(4010);
        assertThat(agreed(media + "a=rtcp:4010 IN IP4 192.0.2.7\r\n").stream().reportPort())
                .isEqualTo(4010);
        for (String odd : List.of("0", "22", "70000", "x", "", "999999999999")) {
            assertThat(agreed(media + "a=rtcp:" + odd + "\r\n").stream().reportPort())
                    .as(odd)
                    .isEqualTo(4001);
        }
        Negotiation.Agreed muxed = agreed(media + "a=rtcp:4010\r\na=rtcp-mux\r\n");
        assertThat(muxed.stream().reportPort()).isEqualTo(4000);
        assertThat(muxed.answer()).contains("a=rtcp-mux\r\n");
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
        String codec = "no common codec; spoken are PCMA, PCMU, G722";
        assertThat(fault("m=audio 4000 RTP/AVP 18\r\n"))
                .isEqualTo(new SdpFault(305, codec, "6: m=audio 4000 RTP/AVP 18"));
        assertThat(fault("m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 opus/48000/2\r\n"))
                .isEqualTo(new SdpFault(305, codec, "6: m=audio 4000 RTP/AVP 8"));
        assertThat(fault("m=audio 0 RTP/AVP 8\r\n"))
                .isEqualTo(new SdpFault(304, "audio switched off", "6: m=audio 0 RTP/AVP 8"));
        assertThat(fault("m=video 4000 RTP/AVP 8\r\n"))
                .isEqualTo(new SdpFault(304, "no audio", ""));
        assertThat(fault("")).isEqualTo(new SdpFault(304, "no audio", ""));
        assertThat(fault("m=video 0 RTP/AVP 31\r\nm=audio 4000 RTP/SAVP 8\r\n"))
                .isEqualTo(
                        new SdpFault(
                                302,
                                "only RTP/AVP and RTP/AVPF are spoken",
                                "7: m=audio 4000 RTP/SAVP 8"));
    }

    @Test
    void offerOfTheOtherAddressFamilyIsRefused() {
        assertThat(fault("m=audio 4000 RTP/AVP 8\r\nc=IN IP6 2001:db8::1\r\n"))
                .isEqualTo(
                        new SdpFault(
                                301,
                                "no usable address, only IPv4 is spoken",
                                "7: c=IN IP6 2001:db8::1"));
    }

    @Test
    void sixIsSpokenToSix() {
        SdpSession six = new SdpSession(7, at("2001:db8::9"));
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
                .contains("m=audio 20000 RTP/AVP 8 0 9 101\r\n")
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
                                        G711Codec.PCMU,
                                        101,
                                        SdpDirection.SENDRECV,
                                        PayloadNumbers.usual(G711Codec.PCMU, 101),
                                        4001),
                                ""));
    }

    @Test
    void answerThatDoesNotFitTheOfferIsRefused() {
        assertThat(session.accept(offer("")))
                .isEqualTo(
                        new Negotiation.Refused(
                                new SdpFault(399, "answer does not match the offer", "")));
        assertThat(session.accept(offer("m=audio 0 RTP/AVP 8\r\n")))
                .isEqualTo(
                        new Negotiation.Refused(
                                new SdpFault(304, "audio switched off", "6: m=audio 0 RTP/AVP 8")));
        assertThat(session.accept("hello")).isInstanceOf(Negotiation.Refused.class);
    }

    @Test
    void laterOfferOfOursKeepsTheRefusedLines() {
        agreed("m=video 5000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 8\r\n");
        assertThat(session.offer().lines().filter(l -> l.startsWith("m=")))
                .containsExactly("m=video 0 RTP/AVP 31", "m=audio 20000 RTP/AVP 8 0 9 101");
    }

    @Test
    void laterOfferMustNotDropALine() {
        agreed("m=audio 4000 RTP/AVP 8\r\nm=video 5000 RTP/AVP 31\r\n");
        assertThat(fault("m=audio 4000 RTP/AVP 8\r\n"))
                .isEqualTo(new SdpFault(399, "fewer media lines than before", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "224.2.36.42/127, 330, multicast is not spoken",
        "239.255.1.1, 330, multicast is not spoken",
        "255.255.255.255, 301, connection is not a unicast address",
        "240.0.0.1, 301, connection is not a unicast address",
        "0.0.0.1, 301, connection is not a unicast address"
    })
    void mediaGoesToHostsOnly(String address, int warning, String reason) {
        assertThat(fault("m=audio 4000 RTP/AVP 8\r\nc=IN IP4 " + address + "\r\n"))
                .isEqualTo(new SdpFault(warning, reason, "7: c=IN IP4 " + address));
        assertThat(
                        agreed(
                                        "m=video 0 RTP/AVP 31\r\nc=IN IP4 "
                                                + address
                                                + "\r\nm=audio 4000 RTP/AVP 8\r\n")
                                .stream()
                                .remote())
                .as("of the line that counts")
                .isEqualTo(new InetSocketAddress("192.0.2.1", 4000));
    }

    @Test
    void mediaGoesToNoPortOfTheSystem() {
        for (int port : new int[] {1, 22, 80, 1023}) {
            assertThat(fault("m=audio " + port + " RTP/AVP 8\r\n").reason())
                    .isEqualTo("media port below 1024");
        }
        assertThat(agreed("m=audio 1024 RTP/AVP 8\r\n").stream().remote().getPort())
                .isEqualTo(1024);
    }

    @Test
    void aHostNameIsWhereTheSignallingComesFrom() {
        AudioStream stream =
                agreed("m=audio 4000 RTP/AVP 8\r\nc=IN IP4 phone.example.com\r\n").stream();
        assertThat(stream.remoteOr(new InetSocketAddress("192.0.2.33", 5060).getAddress()))
                .isEqualTo(new InetSocketAddress("192.0.2.33", 4000));
        assertThat(stream.held()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"RTP/AVPF, RTP/AVPF", "rtp/avp, rtp/avp", "RTP/AVP, RTP/AVP"})
    void profileIsAnsweredWithTheSame(String offered, String answered) {
        assertThat(agreed("m=audio 4000 " + offered + " 8\r\n").answer())
                .contains("m=audio 20000 " + answered + " 8\r\n");
        assertThat(session.offer()).contains("m=audio 20000 " + answered + " 8 0 9 101\r\n");
    }

    @ParameterizedTest
    @CsvSource({"98, PCMA/8000, 8", "97, pcmu/8000/1, 0"})
    void codecOnANumberOfItsOwnKeepsThatNumber(int number, String encoding, int law) {
        Negotiation.Agreed agreed =
                agreed(
                        "m=audio 4000 RTP/AVP 18 "
                                + number
                                + "\r\na=rtpmap:"
                                + number
                                + " "
                                + encoding
                                + "\r\n");
        assertThat(agreed.stream().codec().staticNumber()).isEqualTo(law);
        assertThat(agreed.stream().numbers().audioSentAs()).isEqualTo(number);
        assertThat(agreed.stream().numbers().audioHeard())
                .containsExactly(Map.entry(number, law == 8 ? G711Codec.PCMA : G711Codec.PCMU));
        assertThat(agreed.answer())
                .contains("RTP/AVP " + number + "\r\na=rtpmap:" + number + " PCM");
        assertThat(session.offer()).contains("RTP/AVP " + number + " 8 0 9 101\r\n");
    }

    @Test
    void writtenInTheOddWaysOfRealEquipment() {
        for (String offer :
                new String[] {
                    "v=0\no=- x y IN IP4 192.0.2.1\nc=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\n",
                    String.join(
                            "\r\n",
                            "v=0",
                            "o=a  b 1 1 IN IP4 192.0.2.1",
                            "s=",
                            "c=IN  IP4\t192.0.2.1",
                            "b=AS:64",
                            "m=audio  4000  RTP/AVP  8 ",
                            ""),
                    String.join(
                            "\r\n",
                            "v=0",
                            "s=-",
                            "t=0 0",
                            "m=audio 4000/1 RTP/AVP 8",
                            "c=IN IP4 192.0.2.1",
                            "a=rtcp-mux",
                            ""),
                    "v=0\r\no=\r\nc=IN IP4 192.0.2.1\r\nm=AUDIO 4000 RTP/AVP 8 8\r\n"
                }) {
            assertThat(session.answer(offer)).as(offer).isInstanceOf(Negotiation.Agreed.class);
        }
    }

    @Test
    void eachSideReceivesDigitsUnderTheNumberThatItNamed() {
        var _ = session.offer();
        AudioStream stream =
                ((Negotiation.Agreed)
                                session.accept(
                                        offer(
                                                lines(
                                                        "m=audio 4000 RTP/AVP 8 96",
                                                        "a=rtpmap:96 telephone-event/8000/1"))))
                        .stream();
        assertThat(stream.telephoneEvent()).isEqualTo(96);
        assertThat(stream.numbers().eventsHeard()).containsExactlyInAnyOrder(96, 101);
    }

    @ParameterizedTest
    @CsvSource({
        "'8 101', '101 telephone-event/8000/1', 101",
        "'8 101', '101 TELEPHONE-EVENT/8000', 101",
        "'8 101 101', '101 telephone-event/16000|101 telephone-event/8000', 101",
        "'8 101 101', '101 telephone-event/8000|101 telephone-event/16000', 101",
        "'8 97 101', '97 telephone-event/8000|101 telephone-event/8000', 97",
        "'101 97 8', '97 telephone-event/8000|101 telephone-event/8000', 101",
        "'8 110 126', '110 telephone-event/48000|126 telephone-event/8000', 126",
        "'8 101', '101 telephone-event/16000', -1",
        "'8', '101 telephone-event/8000', -1"
    })
    void telephoneEventsAreFoundAndAnswered(String formats, String maps, int number) {
        Negotiation.Agreed agreed =
                agreed(
                        "m=audio 4000 RTP/AVP "
                                + formats
                                + "\r\na=rtpmap:"
                                + maps.replace("|", "\r\na=rtpmap:")
                                + "\r\n");
        assertThat(agreed.stream().telephoneEvent()).isEqualTo(number);
        assertThat(agreed.answer())
                .contains(number < 0 ? "RTP/AVP 8\r\n" : "RTP/AVP 8 " + number + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 20, 20",
        "a=ptime:30, 20, 20",
        "a=ptime:10, 10, 10",
        "a=maxptime:10, 10, 10",
        "'a=ptime:20\r\na=maxptime:10', 10, 10",
        "'a=ptime:20\r\na=maxptime:150', 20, 20",
        "a=ptime:500, 20, 20",
        "a=ptime:1, 5, 5",
        "a=ptime:x, 20, 20"
    })
    void packetsHoldWhatIsAskedFor(String attributes, int sent, int answered) {
        Negotiation.Agreed agreed =
                agreed("m=audio 4000 RTP/AVP 8\r\n" + attributes.translateEscapes() + "\r\n");
        assertThat(agreed.stream().numbers().packetMs()).isEqualTo(sent);
        assertThat(agreed.answer()).contains("a=ptime:" + answered + "\r\n");
    }

    /** What is sent on may be longer than what we write ourselves. */
    @ParameterizedTest
    @CsvSource({
        "'', 1000",
        "a=ptime:10, 1000",
        "a=maxptime:10, 20",
        "a=maxptime:20, 20",
        "a=maxptime:60, 60",
        "a=maxptime:99999, 1000",
        "a=maxptime:0, 1000"
    })
    void packetsThatAreSentOnHoldNoMoreThanIsTaken(String attributes, int most) {
        Negotiation.Agreed agreed = agreed("m=audio 4000 RTP/AVP 8\r\n" + attributes + "\r\n");
        assertThat(agreed.stream().numbers().packetMsMax()).isEqualTo(most);
    }
}
