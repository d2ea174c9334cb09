package zarang.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What fills a datagram with one value: it is refused before it costs anything. One such datagram
 * took the control loop for two to five seconds, in which nobody else was answered.
 */
class HeavyMessageTest {
    private static final String WHOLE =
            """
            INVITE sip:1000@127.0.0.1#ruri SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKa#via
            Max-Forwards: 70
            From: <sip:+98912#user@example.org#uri>;tag=abc#from
            To: <sip:1000@127.0.0.1>#to
            Call-ID: call@192.0.2.1
            CSeq: 7 INVITE
            Contact: <sip:z@192.0.2.1:5070>#contact
            Record-Route: <sip:p1;lr>#record
            Route: <sip:p1;lr>#route

            """
                    .replace("\n", "\r\n");

    private static ParsedMessage with(String place, String what) {
        byte[] bytes =
                WHOLE.replace("#" + place, what)
                        .replaceAll("#[a-z]+", "")
                        .getBytes(StandardCharsets.UTF_8);
        return new SipCodec().parse(bytes, 0, bytes.length);
    }

    private static String many(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ruri", "via", "uri", "from", "to", "contact", "record", "route"})
    void parametersHaveABound(String place) {
        assertThat(with(place, many(40, i -> ";p" + i))).isInstanceOf(ParsedMessage.Request.class);
        assertThat(with(place, many(100, i -> ";p" + i)))
                .isInstanceOf(ParsedMessage.Malformed.class)
                .extracting(bad -> ((ParsedMessage.Malformed) bad).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"via", "contact", "record", "route"})
    void aLineOfManyValuesHasABound(String place) {
        String more = place.equals("via") ? ", SIP/2.0/UDP h" : ", <sip:h>";
        assertThat(with(place, many(100, i -> more))).isInstanceOf(ParsedMessage.Request.class);
        assertThat(with(place, many(2_000, i -> more))).isInstanceOf(ParsedMessage.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ruri", "user", "from", "to", "contact"})
    void aLongValueIsRefused(String place) {
        String sign = place.equals("user") ? "" : ";x=";
        assertThat(with(place, sign + "1".repeat(1_000))).isInstanceOf(ParsedMessage.Request.class);
        assertThat(with(place, sign + "1".repeat(9_000)))
                .isInstanceOf(ParsedMessage.Malformed.class);
    }

    @Test
    void aNumberWithMoreParametersThanAreReadIsNobodys() {
        assertThat(TelephoneSubscriber.ofUser("1" + many(64, i -> ";p" + i))).isPresent();
        assertThat(TelephoneSubscriber.ofUser("1" + many(65, i -> ";p" + i))).isEmpty();
    }

    @Test
    void ofABodysTypeSoManyParametersAreReadAndTheRestIsLeft() {
        String type = "multipart/mixed" + many(100, i -> ";p" + i + "=x");
        ParameterizedValue read = ParameterizedValue.parse(type);
        assertThat(read.value()).isEqualTo("multipart/mixed");
        assertThat(read.param("p63")).isEqualTo(Optional.of("x"));
        assertThat(read.param("p64")).isEmpty();
    }
}
