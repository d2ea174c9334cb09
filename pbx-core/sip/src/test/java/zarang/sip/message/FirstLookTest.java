package zarang.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstLookTest {
    private static FirstLook look(String... lines) {
        return FirstLook.at(
                (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} with \"{1}\" is {2}")
    @CsvSource({
        "INVITE, To: <sip:a@b>, NEW_CALL",
        "INVITE, t: <sip:a@b>, NEW_CALL",
        "INVITE, To: <sip:a@b>;tag=1, OTHER",
        "INVITE, TO  : <sip:a@b> ;tag=1, OTHER",
        "INVITE, t:<sip:a@b>;x=y;tag=1, OTHER",
        "CANCEL, To: <sip:a@b>, CANCEL_OF_CALL",
        "ACK, To: <sip:a@b>;tag=s12ab, SETTLED_ACK",
        "ACK, To: <sip:a@b>;tag=12ab, OTHER",
        "BYE, To: <sip:a@b>;tag=s12ab, OTHER",
        "OPTIONS, To: <sip:a@b>, OTHER",
        "SIP/2.0, To: <sip:a@b>, OTHER",
        "INVITES, To: <sip:a@b>, OTHER",
    })
    void methodAndToTellWhatItIs(String method, String to, FirstLook expected) {
        assertThat(
                        look(
                                method + " sip:x@y SIP/2.0",
                                "Via: SIP/2.0/UDP h;branch=z9hG4bK1",
                                "From: <sip:c@d>;tag=9",
                                to,
                                "Call-ID: 1"))
                .isEqualTo(expected);
    }

    @Test
    void toThatStandsInTheBodyOrIsCutOffIsNone() {
        assertThat(look("INVITE sip:x@y SIP/2.0", "", "To: <sip:a@b>;tag=1"))
                .isEqualTo(FirstLook.NEW_CALL);
        assertThat(look("INVITE sip:x@y SIP/2.0", "Timestamp: 1;tag=1"))
                .isEqualTo(FirstLook.NEW_CALL);
        assertThat(look("INVITE sip:x@y SIP/2.0", "To:", " <sip:a@b> ;", "\tTag = 1"))
                .as("folded")
                .isEqualTo(FirstLook.OTHER);
        assertThat(look("INVITE sip:x@y SIP/2.0", "To: <sip:a@b>", "From: <sip:c@d>;tag=1"))
                .isEqualTo(FirstLook.NEW_CALL);
        assertThat(FirstLook.at("INVITE ".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FirstLook.NEW_CALL);
        assertThat(FirstLook.at("ACK x\nTo".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FirstLook.OTHER);
        assertThat(FirstLook.at(new byte[0])).isEqualTo(FirstLook.OTHER);
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(3261);
        byte[] start = "INVITE \nT o:\r\t;tag=sACK ".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[7 + random.nextInt(24)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = at < 7 ? start[at] : start[random.nextInt(start.length)];
            }
            assertThat(FirstLook.at(bytes)).isIn(FirstLook.NEW_CALL, FirstLook.OTHER);
        }
    }
}
