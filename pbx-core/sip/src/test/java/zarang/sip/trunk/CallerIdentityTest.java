package zarang.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.WrittenNumber;
import zarang.config.AddressPrefix;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipCodec;
import zarang.sip.message.SipRequest;

class CallerIdentityTest {
    private static final Optional<Trunk> LAB =
            Optional.of(Trunk.into("lab", List.of(AddressPrefix.parse("127.0.0.0/8")), true));
    private static final Optional<Trunk> WIDE =
            Optional.of(Trunk.into("wide", List.of(AddressPrefix.parse("0.0.0.0/0")), false));
    private static final String ANONYMOUS = "<sip:anonymous@anonymous.invalid>";

    private static SipRequest invite(String from, String... headers) {
        ParsedMessage parsed = parsed(from, headers);
        assertThat(parsed).as(from).isInstanceOf(ParsedMessage.Request.class);
        return ((ParsedMessage.Request) parsed).request();
    }

    private static ParsedMessage parsed(String from, String... headers) {
        String text =
                String.join(
                        "\r\n",
                        "INVITE sip:1000@h SIP/2.0",
                        "Via: SIP/2.0/UDP h;branch=z9hG4bKa",
                        "From: " + from + ";tag=x",
                        "To: <sip:1000@h>",
                        "Call-ID: a",
                        "CSeq: 1 INVITE",
                        "Contact: <sip:h>",
                        "Max-Forwards: 70",
                        String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n"),
                        "");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SipCodec().parse(bytes, 0, bytes.length);
    }

    private static List<String> read(String from, String... headers) {
        return CallerIdentity.read(LAB, invite(from, headers)).numbers().stream()
                .map(CallerIdentityTest::shown)
                .toList();
    }

    private static String shown(WrittenNumber number) {
        return number.text() + (number.ofDomain() ? " of a domain" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:09121112233@h>, 09121112233",
        "<sip:+98-912-111-2233@h;user=phone>, +989121112233",
        "<sip:+98(912)111.2233@h;user=phone>, +989121112233",
        "<sip:%2B989121112233@h>, +989121112233",
        "<sip:%2B98912:pw@h>, +98912",
        "<sip:%DB%B0%DB%B9%DB%B1%DB%B2@h>, 0912",
        "<sip:+98912%2011@h>, +9891211",
        "<sip:+989121112233;npdi;rn=+98210000;cic=+1-288@h;user=phone>, +989121112233",
        "<sip:+989121112233;isub=12;ext=4@h>, +989121112233",
        "sip:09121112233@h, 09121112233",
        "tel:+989121112233, +989121112233",
        "<TEL:+98(912)111-22.33>, +989121112233",
        "<tel:+989121112233;ext=7;isub=1>, +989121112233",
        "'\"a <b>, c \\\" d\" <sip:0912@h>', 0912",
        "'سارا <sip:0912@h>', 0912",
        "<sip:alice@h>, alice"
    })
    void numberIsReadAsItIsMeant(String from, String number) {
        assertThat(read(from)).containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource({
        "<tel:2125551234;phone-context=+1>, +12125551234",
        "<tel:2125551234;PHONE-CONTEXT=+1>, +12125551234",
        "<tel:88776655;isub=1;phone-context=+98-21>, +982188776655",
        "<sip:2125551234;phone-context=+1@h;user=phone>, +12125551234",
        "<sip:2125551234;phone-context=+1@h>, +12125551234",
        "<sip:2125551234;phone-context=%2B1@h>, +12125551234",
        "<sip:2125551234;phone%2Dcontext=+1:pw@h>, +12125551234",
        "<tel:09121112233;phone-context=+98>, +9809121112233",
        "<tel:2125551234;phone-context=example.com>, 2125551234 of a domain",
        "<sip:2125551234;phone-context=a.example@h>, 2125551234 of a domain",
        "<sip:+12125551234;phone-context=+98@h>, +12125551234"
    })
    void contextBelongsToTheNumber(String address, String number) {
        assertThat(read(address)).containsExactly(number);
        assertThat(read(ANONYMOUS, "P-Asserted-Identity: " + address)).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tel:2125551234;phone-context=+1;phone-context=+44>",
                "tel:2125551234;phone-context=+1",
                "<tel:abc;phone-context=+1>",
                "<sip:2125551234;phone-context=+1;phone-context=+44@h>",
                "<sip:2125551234;phone-context=+1;PHONE%2DCONTEXT=+44@h>",
                "<sip:2125551234;phone-context@h>",
                "<sip:2125551234;phone-context=@h>",
                "<sip:2125551234;phone-context=+@h>",
                "<sip:2125551234;phone-context=+x@h>",
                "<sip:2125551234;phone-context=1+2@h>",
                "<sip:2125551234;phone-context=+1234567@h>",
                "<sip:alice;phone-context=+1@h>",
                "<sip:;phone-context=+1@h>",
                "<sip:h>",
                "<sip:%0a@h>",
                "<sip:%00@h>",
                "<http://x@y>",
                "<urn:service:sos>"
            })
    void whatIsNotUnderstoodIsNobody(String from) {
        assertThat(read(from)).isEmpty();
    }

    @Test
    void assertedIdentityOfATrustedTrunkWinsOverFrom() {
        String from = "<sip:+1@h>";
        assertThat(read(from, "P-Asserted-Identity: \"A <b\" <sip:+98912@h;user=phone>"))
                .containsExactly("+98912");
        assertThat(read(from, "P-Asserted-Identity: <tel:+98-912;ext=1>"))
                .containsExactly("+98912");
    }

    @Test
    void everyAssertedIdentityIsHeardInItsOrder() {
        String name = "<sip:ims-user@example.com>";
        String number = "<tel:+989121112233>";
        for (List<String> headers :
                List.of(
                        List.of("P-Asserted-Identity: " + name + ", " + number),
                        List.of("P-Asserted-Identity: " + name, "P-Asserted-Identity: " + number),
                        List.of("P-ASSERTED-IDENTITY: \"a, <b>\" " + name + "," + number))) {
            assertThat(read("<sip:0912@h>", headers.toArray(String[]::new)))
                    .containsExactly("ims-user", "+989121112233");
        }
        assertThat(read("<sip:0912@h>", "P-Asserted-Identity: " + number + ", " + name))
                .containsExactly("+989121112233", "ims-user");
        assertThat(read("<sip:0912@h>", "P-Asserted-Identity: " + "<sip:a@b>,".repeat(99) + number))
                .as("a long list is cut")
                .hasSize(9);
    }

    @Test
    void fromDoesNotReplaceAnAssertedNumberThatIsNotUnderstood() {
        for (String asserted :
                List.of(
                        "<tel:2125551234;phone-context=+1;phone-context=+44>",
                        "<tel:+98 912>",
                        "<sip:%zz@h>",
                        "<<",
                        "<sip:alice@h;user=phone;x=\"",
                        "<sip:2125551234;phone-context=+x@h>",
                        ANONYMOUS)) {
            assertThat(read("<sip:09121112233@h>", "P-Asserted-Identity: " + asserted))
                    .as(asserted)
                    .isEmpty();
        }
        assertThat(read("<sip:0912@h>", "P-Asserted-Identity: <<", "P-Asserted-Identity: <tel:+1>"))
                .containsExactly("+1");
        assertThat(read("<sip:09121112233@h>", "P-Asserted-Identity: <sip:account@carrier>"))
                .containsExactly("account", "09121112233");
    }

    @Test
    void remotePartyIdCountsWhereNothingIsAsserted() {
        assertThat(
                        read(
                                ANONYMOUS,
                                "Remote-Party-ID: <sip:0912@h>;party=calling;screen=yes;privacy=off"))
                .containsExactly("0912");
        assertThat(
                        read(
                                "<sip:+1@h>",
                                "Remote-Party-ID: <sip:0912@h>",
                                "P-Asserted-Identity: <tel:+98>"))
                .containsExactly("+98");
        assertThat(read("<sip:+1@h>", "Remote-Party-ID: <sip:0912@h>;party=called"))
                .containsExactly("+1");
        assertThat(read("<sip:+1@h>", "Remote-Party-ID: <sip:0912@h>;screen=no"))
                .containsExactly("+1");
        assertThat(read("<sip:+1@h>", "Remote-Party-ID: <sip:0912@h>;privacy=full")).isEmpty();
    }

    @Test
    void untrustedTrunksAssertedIdentityIsIgnored() {
        SipRequest invite = invite("<sip:1@h>", "P-Asserted-Identity: <sip:+98912@h>");
        CallerIdentity one =
                new CallerIdentity(List.of(new WrittenNumber("1", false)), /* trusted= */ false);
        assertThat(CallerIdentity.read(WIDE, invite)).isEqualTo(one);
        assertThat(CallerIdentity.read(Optional.empty(), invite)).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:anonymous@anonymous.invalid>, none",
        "<sip:Anonymous@h>, none",
        "<sip:%61nonymous@h>, none",
        "<sip:+98912@anonymous.INVALID>, none",
        "<sip:unavailable@unknown.invalid>, none",
        "\"Anonymous\" <sip:+98912@h>, none",
        "Anonymous <tel:+98912>, none",
        "<sip:+98912@h>, id",
        "<sip:+98912@h>, ID ; critical",
        "<sip:+98912@h>, user;critical",
        "<sip:+98912@h>, 'none, header'"
    })
    void whoeverWantsToBeAnonymousIs(String from, String privacy) {
        assertThat(read(from, "Privacy: " + privacy)).isEmpty();
    }

    @Test
    void privacyCoversTheAssertedIdentityAndNoneWithholdsNothing() {
        String asserted = "P-Asserted-Identity: <tel:+98912>";
        assertThat(read(ANONYMOUS, asserted, "Privacy: id")).isEmpty();
        assertThat(read(ANONYMOUS, asserted, "Privacy: critical", "Privacy: user")).isEmpty();
        assertThat(read(ANONYMOUS, asserted, "Privacy: none")).containsExactly("+98912");
        assertThat(read(ANONYMOUS, asserted)).containsExactly("+98912");
    }

    @TestFactory
    Stream<DynamicTest> tortureCorpusIsReadAsItIsMeant() throws IOException {
        return corpus().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(row -> DynamicTest.dynamicTest(row[0] + " " + row[1], () -> check(row)));
    }

    /** RFC 4475 and RFC 5118: each INVITE that the parser takes, and whom it names. */
    @ParameterizedTest
    @CsvSource({
        "rfc4475/wsinv.dat, jdrosen",
        "rfc4475/esc01.dat, I have spaces",
        "rfc4475/longreq.dat, amazinglylongcallername",
        "rfc4475/baddate.dat, caller",
        "rfc4475/invut.dat, caller",
        "rfc4475/sdp01.dat, caller",
        "rfc4475/inv2543.dat, +13035551111",
        "rfc5118/ipv4-mapped-ipv6.dat, user"
    })
    void inviteOfTheTortureCorpusNamesItsCaller(String file, String caller) throws IOException {
        byte[] bytes = resource(file);
        assertThat(new SipCodec().parse(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(
                        ParsedMessage.Request.class,
                        parsed ->
                                assertThat(CallerIdentity.read(LAB, parsed.request()).numbers())
                                        .singleElement()
                                        .extracting(WrittenNumber::text)
                                        .asString()
                                        .matches("(" + Pattern.quote(caller) + ")+"));
    }

    private static void check(String... row) {
        String[] headers = row[1].isEmpty() ? new String[0] : row[1].split(" \\| ", -1);
        if (row[2].equals("400")) {
            assertThat(parsed(row[0], headers)).isInstanceOf(ParsedMessage.Malformed.class);
            return;
        }
        List<String> expected = row[2].equals("-") ? List.of() : List.of(row[2].split(" ", -1));
        assertThat(
                        CallerIdentity.read(LAB, invite(row[0], headers)).numbers().stream()
                                .map(WrittenNumber::text))
                .isEqualTo(expected);
    }

    private static String corpus() throws IOException {
        return new String(resource("identity.tsv"), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        CallerIdentityTest.class.getResourceAsStream("/torture/" + name), name)) {
            return in.readAllBytes();
        }
    }

    /** Whatever is written around a number of +1, it is that number or nobody. */
    @Test
    void foreignContextIsNeverLostWhereverItStands() {
        long seed = 20261126;
        Random random = new Random(seed);
        String[] displays = {"", "x ", "\"a, <b>;c\" ", "\"\\\"\" ", "سارا "};
        String[] separators = {"", "-", ".", "(", ")"};
        String[] extras = {"", ";npdi", ";isub=1", ";ext=5", ";rn=+98210000", ";x=%2B98"};
        String[] contexts = {"+1", "+(1)", "+1-", "%2B1"};
        for (int run = 0; run < 5_000; run++) {
            StringBuilder number = new StringBuilder();
            for (char digit : "2125551234".toCharArray()) {
                number.append(digit).append(separators[random.nextInt(separators.length)]);
            }
            boolean tel = random.nextBoolean();
            String subscriber =
                    number
                            + extras[random.nextInt(extras.length)]
                            + (random.nextBoolean() ? ";phone-context=" : ";Phone-Context=")
                            + contexts[random.nextInt(tel ? 3 : 4)]
                            + (random.nextInt(4) == 0 ? ";last" : "");
            String address =
                    displays[random.nextInt(displays.length)]
                            + (tel ? "<tel:" + subscriber + ">" : "<sip:" + subscriber + "@h>");
            List<String> read =
                    random.nextBoolean()
                            ? read(address)
                            : read("<sip:09121112233@h>", "P-Asserted-Identity: " + address);
            assertThat(read)
                    .as("seed %d run %d: %s", seed, run, address)
                    .isSubsetOf("+12125551234")
                    .isNotEmpty();
        }
    }

    @Test
    void noMutationOfAnIdentityThrows() {
        long seed = 20261127;
        Random random = new Random(seed);
        String good =
                new String(
                        invite(
                                        "\"a\" <tel:21;phone-context=+1>",
                                        "P-Asserted-Identity: <sip:a@h>, <tel:+98;ext=1>",
                                        "Remote-Party-ID: <sip:1@h>;privacy=off",
                                        "Privacy: none")
                                .toBytes(),
                        StandardCharsets.UTF_8);
        SipCodec codec = new SipCodec();
        for (int run = 0; run < 5_000; run++) {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) "<>\";,:@[]%\\ +=x1*".charAt(random.nextInt(17));
            }
            if (codec.parse(bytes, 0, bytes.length)
                    instanceof ParsedMessage.Request(SipRequest r)) {
                assertThat(CallerIdentity.read(LAB, r)).as("seed %d run %d", seed, run).isNotNull();
            }
        }
    }

    @Test
    void aNumberIsNeverPrinted() {
        assertThat(CallerIdentity.read(LAB, invite("<sip:+989121112233@h>")).toString())
                .doesNotContain("912");
    }
}
