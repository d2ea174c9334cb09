package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.sip.message.BodyPart;

class InfoDigitTest {
    private static final String RELAY = "application/dtmf-relay";

    private static InfoDigit.Reading read(String type, String body) {
        return InfoDigit.read(
                List.of(
                        new BodyPart(
                                type,
                                "",
                                BodyPart.Handling.UNSAID,
                                false,
                                body.translateEscapes().getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({
        "'Signal=5\\r\\nDuration=160\\r\\n', 5",
        "'Signal=5\\nDuration=160', 5",
        "'Signal= 5 \\r\\nDuration= 160 ', 5",
        "'Signal =5', 5",
        "'  signal  =  *  ', *",
        "'SIGNAL=#', #",
        "'Duration=100\\r\\nSignal=7\\r\\n', 7",
        "'Signal=5;Duration=100', 5",
        "'Signal=10', *",
        "'Signal=11', #",
        "'Signal=12', A",
        "'Signal=a', A",
        "'Signal=D', D",
        "'8\\r\\n', 8"
    })
    void relayInTheFormsThatPhonesSend(String body, char digit) {
        assertThat(read(RELAY, body)).isEqualTo(new InfoDigit.Reading.Pressed(digit));
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf, 5, 5",
        "application/dtmf, ' b ', B",
        "application/dtmf, '*\\r\\n', *",
        "application/dtmf, 11, #",
        "application/dtmf, Signal=4, 4",
        "application/vnd.nortelnetworks.digits, 'p=Digit-Collection\\r\\ny=Digits\\r\\nd=9', 9"
    })
    void theOtherTypes(String type, String body, char digit) {
        assertThat(read(type, body)).isEqualTo(new InfoDigit.Reading.Pressed(digit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Signal=16", "Signal=hf\\r\\n", "Signal=!", "flash"})
    void hookFlashIsNoKey(String body) {
        assertThat(read(RELAY, body)).isEqualTo(new InfoDigit.Reading.Flash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Signal=", "Signal=17", "Signal=55", "Duration=1", "hello", "=", "é"})
    void nonsenseIsSaidToBe(String body) {
        assertThat(read(RELAY, body)).isEqualTo(new InfoDigit.Reading.Nonsense());
    }

    @Test
    void ofSeveralBodiesTheOneAboutDigitsCounts() {
        BodyPart other =
                new BodyPart("text/plain", "", BodyPart.Handling.OPTIONAL, false, new byte[1]);
        BodyPart digit =
                new BodyPart(
                        RELAY,
                        "",
                        BodyPart.Handling.UNSAID,
                        false,
                        "Signal=3".getBytes(StandardCharsets.UTF_8));
        assertThat(InfoDigit.read(List.of(other, digit)))
                .isEqualTo(new InfoDigit.Reading.Pressed('3'));
        assertThat(InfoDigit.read(List.of(other))).isEqualTo(new InfoDigit.Reading.Other());
        assertThat(read(RELAY, "x".repeat(300))).isEqualTo(new InfoDigit.Reading.Nonsense());
    }
}
