package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Cause;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.sip.message.Params;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.Via;

class DialledNumberTest {
    private final EngineWorld world = new EngineWorld(4, 0, 10);

    @ParameterizedTest
    @CsvSource({
        "sip:1000@h, 1000",
        "sip:%31000@h, 1000",
        "sip:1000:secret@h:5070;transport=udp;ob, 1000",
        "sip:1000;phone-context=example.com@h;user=phone, 1000",
        "sip:1000;npdi@h, 1000",
        "sip:1000;rn=+98210000;npdi@h, 1000",
        "tel:1000;phone-context=example.com, 1000",
        "TEL:+98-21-8877(66)55, +982188776655",
        "tel:88776655;phone-context=+9821, +982188776655",
        "sip:88776655;phone-context=+98-21@h;user=phone, +982188776655",
        "tel:1000;phone-context=+1, +11000",
        "sip:sales.team@h, sales.team",
        "sip:h, ''",
        "sip:1000;phone-context=+1;phone-context=+2@h, ''",
        "tel:1000;phone-context=+1;phone-context=+2, ''",
        "urn:service:sos, ''"
    })
    void numberIsReadAsItIsMeant(String uri, String number) {
        assertThat(DialledNumber.of(SipSyntax.uri(uri))).isEqualTo(number);
    }

    @Test
    void anInviteMayNameATelUriThroughItsWholeLife() {
        world.send(
                tel("INVITE", "t", 1)
                        .body("application/sdp", EngineWorld.OFFER.getBytes(StandardCharsets.UTF_8))
                        .build());
        assertThat(world.events.getLast())
                .isInstanceOfSatisfying(
                        LegEvent.Arrived.class,
                        arrived -> assertThat(arrived.calledUser()).isEqualTo("1000"));
        world.execute(new LegCommand.Reject(world.arrived(), Cause.UNALLOCATED_NUMBER));
        assertThat(world.lastResponse().status()).isEqualTo(404);
        world.send(tel("ACK", "t", 1).to(world.lastResponse().to()).build());
        world.send(tel("REGISTER", "r", 1).build());
        assertThat(world.lastResponse().status()).isEqualTo(416);
    }

    private static SipRequest.Builder tel(String method, String callId, long cseq) {
        return SipRequest.builder(method, SipSyntax.uri("tel:1000;phone-context=example.com"))
                .via(
                        new Via(
                                "UDP",
                                "10.0.0.9",
                                5060,
                                Params.NONE.with("branch", "z9hG4bKtel" + callId)))
                .from(SipSyntax.nameAddr("<tel:+98912>;tag=peer"))
                .to(SipSyntax.nameAddr("<sip:1000@10.0.0.1>"))
                .callId(callId)
                .cseq(cseq)
                .maxForwards(70)
                .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"));
    }
}
