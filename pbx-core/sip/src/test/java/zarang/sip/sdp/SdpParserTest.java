package zarang.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpParserTest {
    private static final String GOOD =
            """
            v=0
            o=a 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 4000 RTP/AVP 8 0 101
            a=rtpmap:101 telephone-event/8000
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=1\no=a 1 1 IN IP4 1.2.3.4\n",
                "v=0\nv=0\n",
                "v=0\nnonsense\n",
                "v=0\no=a 1 1 IN IP4 h\nc=IN IP4 192.0.2.1/24\n",
                "v=0\no=a 1 1 IN IP4 h\nc=IN IP4\n",
                "v=0\no=a 1 1 IN IP4 h\nc=IN X25 h\n",
                "v=0\no=a 1 1 IN IP4 h\nc=IN IP4 a b\n",
                "v=0\no=a 1 1 IN IP4 h\nc=IN IP4 a..b\n",
                "v=0\no=a 1 1 IN IP4 h\nc=IN IP4 999.1.1.1\n",
                "v=0\no=a 1 1 IN IP4 h\nc=IN IP6 fe80::1%lo\n",
                "v=0\no=a 1 1 IN IP4 h\nm=audio 99999 RTP/AVP 0\n",
                "v=0\no=a 1 1 IN IP4 h\nm=audio -1 RTP/AVP 0\n",
                "v=0\no=a 1 1 IN IP4 h\nm=audio 99999999999999999999 RTP/AVP 0\n",
                "v=0\no=a 1 1 IN IP4 h\nm=audio 4000 RTP/AVP\n",
                "v=0\no=a 1 1 IN IP4 h\nm=audio 4000 RTP/AVP \u0001\n"
            })
    void malformedDescriptionIsRejectedByValue(String text) {
        assertThat(SdpParser.parse(text)).isInstanceOf(SdpResult.Rejected.class);
    }

    @Test
    void everyBoundHasItsRefusal() {
        String head = "v=0\no=a 1 1 IN IP4 h\n";
        assertThat(SdpParser.parse(head + "a=x\n".repeat(SdpParser.LINES_MAX)))
                .isEqualTo(rejected("too many lines", ""));
        assertThat(SdpParser.parse(head + "m=audio 0 RTP/AVP 0\n".repeat(SdpParser.MEDIA_MAX + 1)))
                .isEqualTo(rejected("too many media", "19: m=audio 0 RTP/AVP 0"));
        assertThat(SdpParser.parse(head + "m=audio 4000 RTP/AVP" + " 0".repeat(65) + "\n"))
                .isEqualTo(
                        rejected(
                                "media not understood",
                                SdpFault.shown(3, "m=audio 4000 RTP/AVP" + " 0".repeat(65))));
        assertThat(SdpParser.parse("v=0\na=" + "x".repeat(SdpParser.BYTES_MAX)))
                .isEqualTo(rejected("description too long", ""));
    }

    private static SdpResult rejected(String reason, String line) {
        return new SdpResult.Rejected(new SdpFault(399, reason, line));
    }

    @Test
    void refusalNamesTheLineWithoutWhatAnAttributeHolds() {
        assertThat(SdpParser.parse("v=0\r\n\r\nm=audio x RTP/AVP 0\u0001\"\r\n"))
                .isEqualTo(rejected("media not understood", "3: m=audio x RTP/AVP 0??"));
        assertThat(SdpFault.shown(7, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret"))
                .isEqualTo("7: a=crypto");
        assertThat(SdpFault.shown(7, "x".repeat(500))).hasSize(103);
    }

    @Test
    void noMutationOfADescriptionThrows() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, " =:/m\n0".charAt(random.nextInt(7)));
                }
            }
            assertThat(SdpParser.parse(text.toString()))
                    .as("seed %d run %d", seed, run)
                    .isNotNull();
        }
    }
}
