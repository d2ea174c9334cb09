package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;

/** 3xx: followed to the same one at its own host, a few times; never to whom no rule has seen. */
class RedirectTest {
    private static final String DIALLED = "sip:02188001234@10.0.1.1:5080";

    private final CarrierWorld world = new CarrierWorld();
    private final CarrierPeer second = new CarrierPeer(world.net, "10.0.1.1", 5080);

    private void redirects(CarrierPeer peer, int status, String... contacts) {
        peer.answers(request ->
                request.is("INVITE")
                        ? List.of(redirection(peer.response(request, status), contacts))
                        : List.of(peer.response(request, 200)));
    }

    private static SipResponse.Builder redirection(SipResponse.Builder response, String... to) {
        for (String contact : to) {
            response.addHeader("Contact", SipSyntax.nameAddr(contact).toString());
        }
        return response;
    }

    private LegEvent.Ended end(LegId leg) {
        return world.heard.events.stream()
                .filter(LegEvent.Ended.class::isInstance)
                .map(LegEvent.Ended.class::cast)
                .filter(each -> each.leg().equals(leg))
                .findFirst()
                .orElseThrow();
    }

    private LegId dial() {
        return world.dial("02188001234", "", "one");
    }

    @Test
    void trunkSendsTheCallOnToAnotherHostOfItsOwn() {
        redirects(world.one, 302, "<" + DIALLED + "?Route=%3Csip:10.0.1.2%3E>");
        second.answersAll(100, 180, 200);
        LegId leg = dial();
        SipRequest first = world.one.last("INVITE").orElseThrow();
        SipRequest next = second.last("INVITE").orElseThrow();
        assertThat(next.requestUri().toString()).isEqualTo(DIALLED);
        assertThat(next.callId()).isEqualTo(first.callId());
        assertThat(next.cseq().number()).isEqualTo(first.cseq().number() + 1);
        assertThat(next.routes()).isEmpty();
        assertThat(world.heard.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        assertThat(world.carried("one")).isOne();
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(world.one.all("BYE")).as("to its Contact").hasSize(1);
    }

    @Test
    void eachHostOfTheTrunkMayAskWhoWeAre() {
        world.one.answers(request ->
                !request.is("INVITE")
                        ? List.of(world.one.response(request, 200))
                        : request.header("Authorization").isEmpty()
                                ? List.of(world.one.challenge(request, "first"))
                                : List.of(
                                        redirection(
                                                world.one.response(request, 302),
                                                "<" + DIALLED + ">")));
        second.answers(request ->
                request.header("Authorization").filter(v -> v.contains("second")).isEmpty()
                        ? List.of(second.challenge(request, "second"))
                        : List.of(second.response(request, 486)));
        assertThat(end(dial()).cause()).isEqualTo(Cause.USER_BUSY);
        assertThat(second.all("INVITE").getFirst().header("Authorization"))
                .as("what one host is told is not for the next")
                .isEmpty();
    }

    @Test
    void bestOfSeveralChoicesThatIsAllowedIsTaken() {
        redirects(
                world.one,
                300,
                "<sip:0900666666@10.0.1.1:5080>;q=1",
                "<sip:02188001234@10.0.1.1>;q=0.2",
                "<" + DIALLED + ">;q=0.7");
        second.answersAll(100, 486);
        assertThat(end(dial()).cause()).isEqualTo(Cause.USER_BUSY);
        assertThat(second.all("INVITE")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:0900666666@10.0.1.1:5080>",
                "<sip:02188001234@10.0.1.2>",
                "<sip:02188001234@cheap.example>",
                "<sips:02188001234@10.0.1.1:5080>",
                "<tel:02188001234>",
                "<sip:02188001234@10.0.1.1;transport=ws>"
            })
    void whereNoRuleHasLookedNobodyIsCalled(String contact) {
        redirects(world.one, 302, contact);
        world.two.answersAll(200);
        LegId leg = dial();
        assertThat(world.one.all("INVITE")).hasSize(1);
        assertThat(second.all("INVITE")).isEmpty();
        assertThat(world.two.all("INVITE")).isEmpty();
        assertThat(end(leg).outcome()).isEqualTo(LegOutcome.REFUSED);
        assertThat(end(leg).said()).isEqualTo("302");
    }

    @Test
    void loopEndsAndSoDoesAChainWithoutEnd() {
        redirects(world.one, 302, "<sip:02188001234@10.0.1.1:5080>");
        redirects(second, 302, "<sip:02188001234@10.0.1.1:5080>");
        assertThat(end(dial()).outcome()).isEqualTo(LegOutcome.REFUSED);
        assertThat(second.all("INVITE")).as("to itself").hasSize(1);
        List<CarrierPeer> chain =
                IntStream.rangeClosed(5081, 5090)
                        .mapToObj(port -> new CarrierPeer(world.net, "10.0.1.1", port))
                        .toList();
        redirects(second, 302, "<sip:02188001234@10.0.1.1:5081>");
        for (int i = 0; i < chain.size() - 1; i++) {
            redirects(chain.get(i), 302, "<sip:02188001234@10.0.1.1:%d>".formatted(5082 + i));
        }
        assertThat(end(dial()).outcome()).isEqualTo(LegOutcome.REFUSED);
        assertThat(chain.get(1).all("INVITE")).as("the third").hasSize(1);
        assertThat(chain.get(2).all("INVITE")).as("the fourth").isEmpty();
    }

    @Test
    void whoHasRungIsNotCalledASecondTime() {
        world.one.answers(request ->
                List.of(
                        world.one.response(request, 180),
                        redirection(world.one.response(request, 302), "<" + DIALLED + ">")));
        assertThat(end(dial()).said()).isEqualTo("302");
        assertThat(second.all("INVITE")).isEmpty();
    }

    @Test
    void phoneThatForwardsToAnotherNumberIsAPhoneThatRefuses() {
        EngineWorld phones = new EngineWorld(1, 0, 10);
        LegId leg = phones.legs.next();
        phones.execute(
                new LegCommand.Dial(
                        leg,
                        leg,
                        new DialTarget.Fixed("sip:2001@10.0.0.9"),
                        CallerShown.of("", "1")));
        SipRequest invite = (SipRequest) phones.received.getLast();
        phones.respond(
                redirection(SipResponse.to(invite, 302).toTag("p"), "<sip:0900666666@10.0.0.9>")
                        .build());
        assertThat(phones.events.getLast())
                .isInstanceOfSatisfying(
                        LegEvent.Ended.class,
                        end -> assertThat(end.outcome()).isEqualTo(LegOutcome.REFUSED));
    }

    @Test
    void phoneMayMoveToAnotherPortOfItsHost() {
        EngineWorld phones = new EngineWorld(1, 0, 10);
        CarrierPeer moved = new CarrierPeer(phones.net, "10.0.0.9", 5090);
        moved.answersAll(180, 486);
        LegId leg = phones.legs.next();
        phones.execute(
                new LegCommand.Dial(
                        leg,
                        leg,
                        new DialTarget.Fixed("sip:2001@10.0.0.9"),
                        CallerShown.of("", "1")));
        SipRequest invite = (SipRequest) phones.received.getLast();
        phones.respond(
                redirection(SipResponse.to(invite, 301).toTag("p"), "<sip:2001@10.0.0.9:5090>")
                        .build());
        assertThat(moved.all("INVITE")).hasSize(1);
        assertThat(phones.events)
                .filteredOn(LegEvent.Ended.class::isInstance)
                .singleElement()
                .satisfies(end ->
                        assertThat(((LegEvent.Ended) end).cause()).isEqualTo(Cause.USER_BUSY));
    }
}
