package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;

/** A trunk whose requests pass a proxy of ours, which answers them in the carrier's name. */
class OutboundProxyTest {
    private static final List<String> BOTH = List.of("<sip:10.0.1.9;lr>", "<sip:sbc.example;lr>");

    private final CarrierWorld world =
            new CarrierWorld(
                    Optional.of(Duration.ofMinutes(10)),
                    Optional.of(SipUri.of(null, "10.0.1.9", -1)));

    private static List<String> routes(SipRequest request) {
        return request.values("Route");
    }

    @Test
    void everyRequestOutsideACallPassesTheProxyAndThenTheCarriers() {
        world.loop.advance(Duration.ofSeconds(40));
        for (String method : List.of("OPTIONS", "REGISTER")) {
            SipRequest request = world.one.last(method).orElseThrow();
            assertThat(routes(request)).as(method).isEqualTo(BOTH);
        }
        assertThat(world.one.last("REGISTER").orElseThrow().requestUri().toString())
                .isEqualTo("sip:one.example");
    }

    @Test
    void callsAndTheirCancelAndAckPassItToo() {
        world.one.answersAll(100, 180);
        LegId leg = world.dial("02188001234", "", "one");
        SipRequest invite = world.one.last("INVITE").orElseThrow();
        assertThat(invite.requestUri().toString()).isEqualTo("sip:02188001234@one.example");
        assertThat(routes(invite)).isEqualTo(BOTH);
        world.one.answers(request -> List.of(world.one.response(request, 200)));
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(routes(world.one.last("CANCEL").orElseThrow())).isEqualTo(BOTH);
        world.one.answersAll(100, 486);
        world.dial("02188001235", "", "one");
        assertThat(routes(world.one.last("ACK").orElseThrow())).isEqualTo(BOTH);
        world.loop.advance(Duration.ofMinutes(4));
    }

    @Test
    void challengedRequestsGoTheSameWayAgain() {
        world.one.answers(request ->
                request.header("Authorization").isPresent()
                        ? List.of(world.one.response(request, 486))
                        : List.of(world.one.challenge(request, "n")));
        world.dial("02188001234", "", "one");
        assertThat(world.one.all("INVITE")).hasSize(2).allMatch(sent -> routes(sent).equals(BOTH));
    }

    @Test
    void withinACallTheRecordRouteLeads() {
        world.one.answers(request ->
                List.of(
                        request.is("INVITE")
                                ? world.one
                                        .response(request, 200)
                                        .header("Record-Route", "<sip:10.0.1.9;lr;x=1>")
                                : world.one.response(request, 200)));
        LegId leg = world.dial("02188001234", "", "one");
        assertThat(world.heard.events).contains(new LegEvent.Answered(leg));
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(routes(world.one.last("BYE").orElseThrow()))
                .containsExactly("<sip:10.0.1.9;lr;x=1>");
    }

    @Test
    void redirectionToTheCarriersOwnHostGoesThroughTheProxy() {
        world.one.answers(request -> {
            boolean first = request.requestUri().toString().endsWith("@one.example");
            return List.of(
                    first
                            ? world.one
                                    .response(request, 302)
                                    .contact(SipSyntax.nameAddr("<sip:02188001234@10.0.1.9:5090>"))
                            : world.one.response(request, 486));
        });
        world.dial("02188001234", "", "one");
        SipRequest second = world.one.last("INVITE").orElseThrow();
        assertThat(second.requestUri().toString()).isEqualTo("sip:02188001234@10.0.1.9:5090");
        assertThat(routes(second)).isEqualTo(BOTH);
    }
}
