package zarang.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 h\r\n";

    private static SipRequest request(String type, String body, String... headers) {
        SipRequest.Builder builder =
                SipRequest.builder("INVITE", SipSyntax.uri("sip:1000@h"))
                        .from(SipSyntax.nameAddr("<sip:a@h>;tag=1"))
                        .to(SipSyntax.nameAddr("<sip:b@h>"))
                        .callId("c")
                        .cseq(1);
        for (String header : headers) {
            builder.header(
                    header.substring(0, header.indexOf(':')),
                    header.substring(header.indexOf(':') + 1));
        }
        return builder.body(type, body.getBytes(StandardCharsets.ISO_8859_1)).build();
    }

    private static List<String> read(String type, String body) {
        return request(type, body).bodies().orElseThrow().stream()
                .map(MultipartTest::shown)
                .toList();
    }

    private static String shown(BodyPart part) {
        return part.type()
                + " "
                + part.handling()
                + " "
                + new String(part.content(), StandardCharsets.ISO_8859_1);
    }

    private static String part(String headers, String content) {
        return headers + "\r\n" + content;
    }

    @Test
    void oneBodyIsOnePart() {
        assertThat(read("Application/SDP ; charset=utf-8", SDP))
                .containsExactly("application/sdp UNSAID " + SDP);
        assertThat(request("application/sdp", "").bodies()).contains(List.of());
        BodyPart optional =
                request("text/x", "x", "Content-Disposition: render; HANDLING=Optional")
                        .bodies()
                        .orElseThrow()
                        .getFirst();
        assertThat(optional.handling()).isEqualTo(BodyPart.Handling.OPTIONAL);
        assertThat(request("text/x", "x", "Content-Encoding: gzip").bodies().orElseThrow())
                .allMatch(BodyPart::encoded);
    }

    @Test
    void partsAreCutAtTheirBoundariesByteForByte() {
        String body =
                "preamble\r\n--b\r\n"
                        + part("Content-Type: application/sdp\r\n", SDP)
                        + "\r\n--b  \r\n"
                        + part(
                                String.join(
                                        "\r\n",
                                        "Content-Type: application/isup;version=x",
                                        "Content-Disposition: signal;",
                                        " handling=optional",
                                        ""),
                                "\0\1\r\n--bx\n\377")
                        + "\r\n--b--\r\nepilogue\r\n--b\r\nno more";
        assertThat(read("multipart/mixed;boundary=b", body))
                .containsExactly(
                        "application/sdp UNSAID " + SDP,
                        "application/isup OPTIONAL \0\1\r\n--bx\n\377");
    }

    @Test
    void boundaryMayBeQuotedAndTheLastOneMissing() {
        assertThat(read("multipart/mixed; boundary=\"a=b;c \\\" d\"", "--a=b;c \" d\r\n\r\nx"))
                .containsExactly(" UNSAID x");
        assertThat(
                        read(
                                "multipart/related;type=\"application/sdp\";boundary=b",
                                "--b\nc: application/sdp\n\nv=0\n\n--b--"))
                .as("bare LF, compact form")
                .containsExactly("application/sdp UNSAID v=0\n");
        assertThat(read("multipart/mixed;boundary=b", "--b\r\nContent-Type: text/x\r\n\r\n--b--"))
                .as("an empty part")
                .containsExactly("text/x UNSAID ");
    }

    @Test
    void multipartMayStandInMultipart() {
        String inner = "--i\r\n" + part("Content-Type: application/sdp\r\n", SDP) + "\r\n--i--\r\n";
        String outer =
                "--o\r\n"
                        + part("Content-Type: multipart/mixed;boundary=i\r\n", inner)
                        + "\r\n--o\r\n"
                        + part("Content-Type: text/x\r\n", "x")
                        + "\r\n--o--";
        assertThat(read("multipart/mixed;boundary=o", outer))
                .containsExactly("application/sdp UNSAID " + SDP, "text/x UNSAID x");
    }

    @Test
    void ofAlternativesTheLastDescriptionCounts() {
        String body =
                String.join(
                        "\r\n",
                        "--b",
                        "Content-Type: application/sdp",
                        "",
                        "1",
                        "--b",
                        "Content-Type: application/sdp",
                        "",
                        "2",
                        "--b",
                        "Content-Type: application/sdpng;x",
                        "Content-Disposition: session;handling=required",
                        "",
                        "3",
                        "--b--");
        assertThat(read("multipart/alternative;boundary=b", body))
                .containsExactly("application/sdp UNSAID 2");
    }

    @Test
    void transferEncodingsAreReadOrSaidNotToBe() {
        String body =
                String.join(
                        "\r\n",
                        "--b",
                        "Content-Type: application/sdp",
                        "Content-Transfer-Encoding: base64",
                        "",
                        "dj0w",
                        "--b",
                        "Content-Type: application/sdp",
                        "Content-Transfer-Encoding: 8bit",
                        "",
                        "v=0",
                        "--b",
                        "Content-Type: application/sdp",
                        "Content-Transfer-Encoding: x-y",
                        "",
                        "v=0",
                        "--b--");
        List<BodyPart> parts = request("multipart/mixed;boundary=b", body).bodies().orElseThrow();
        assertThat(parts)
                .extracting(MultipartTest::shown)
                .startsWith("application/sdp UNSAID v=0", "application/sdp UNSAID v=0");
        assertThat(parts)
                .extracting(BodyPart::isSessionDescription)
                .containsExactly(true, true, false);
    }

    @Test
    void earlyMediaIsNotTheSession() {
        String body =
                String.join(
                        "\r\n",
                        "--b",
                        "Content-Type: application/sdp",
                        "Content-Disposition: early-session",
                        "",
                        "1",
                        "--b",
                        "Content-Type: application/sdp",
                        "Content-Disposition: session",
                        "",
                        "2",
                        "--b--");
        assertThat(request("multipart/mixed;boundary=b", body).bodies().orElseThrow())
                .extracting(BodyPart::isSessionDescription)
                .containsExactly(false, true);
    }

    @Test
    void whatCannotBeCutIsSaidNotToBe() {
        for (String type :
                List.of(
                        "multipart/mixed",
                        "multipart/mixed;boundary=",
                        "multipart/mixed;boundary=c",
                        "multipart/mixed;boundary=" + "x".repeat(71))) {
            assertThat(request(type, "--b\r\n\r\nx\r\n--b--").bodies()).as(type).isEmpty();
        }
        String many = "--b\r\n\r\nx\r\n".repeat(500);
        assertThat(request("multipart/mixed;boundary=b", many).bodies().orElseThrow()).hasSize(16);
        String deep = "x";
        for (int i = 0; i < 50; i++) {
            deep = "--b\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n" + deep;
        }
        assertThat(request("multipart/mixed;boundary=b", deep).bodies()).isNotNull();
    }

    @Test
    void noMutationThrows() {
        long seed = 20261128;
        Random random = new Random(seed);
        String good =
                String.join(
                        "\r\n",
                        "--b",
                        "Content-Type: multipart/alternative;boundary=\"i\"",
                        "",
                        "--i",
                        "c: application/sdp",
                        "",
                        "v=0",
                        "--i--",
                        "--b--");
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "-b;=\r\n\"\\".charAt(random.nextInt(8)));
                }
            }
            Optional<List<BodyPart>> bodies =
                    request("multipart/mixed;boundary=b", text.toString()).bodies();
            assertThat(bodies).as("seed %d run %d", seed, run).isNotNull();
        }
    }
}
