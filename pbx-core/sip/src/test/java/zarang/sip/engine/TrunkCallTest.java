package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TrunkStatus;
import zarang.sip.message.Params;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.trunk.ShownNumber;

class TrunkCallTest {
    private final CarrierWorld world = new CarrierWorld();

    private LegEvent.Ended end(LegId leg) {
        return world.heard.events.stream()
                .filter(LegEvent.Ended.class::isInstance)
                .map(LegEvent.Ended.class::cast)
                .filter(each -> each.leg().equals(leg))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void callGoesOutThroughTheFirstTrunkInItsSpelling() {
        world.one.answersAll(100, 180, 200);
        LegId leg = world.dial("+982188001234", "+989121234567", "one", "two");
        assertThat(world.heard.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        SipRequest invite = world.one.last("INVITE").orElseThrow();
        assertThat(invite.requestUri().toString()).isEqualTo("sip:02188001234@one.example");
        assertThat(invite.from().uri().toString()).isEqualTo("sip:02191001234@one.example");
        assertThat(invite.header("P-Asserted-Identity")).isEmpty();
        assertThat(world.two.all("INVITE")).isEmpty();
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(world.one.all("BYE")).hasSize(1);
        assertThat(world.carried("one")).isZero();
    }

    @Test
    void trunkThatAsksWhoWeAreIsAnsweredOnce() {
        world.one.answers(request ->
                request.header("Authorization").isPresent()
                        ? List.of(world.one.response(request, 486))
                        : List.of(world.one.challenge(request, "n")));
        LegId leg = world.dial("02188001234", "", "one");
        assertThat(world.one.all("INVITE")).hasSize(2);
        assertThat(world.one.last("INVITE").orElseThrow().header("Authorization").orElseThrow())
                .contains("username=\"auth\"", "realm=\"carrier\"");
        assertThat(end(leg).cause()).isEqualTo(Cause.USER_BUSY);
        assertThat(end(leg).outcome()).isEqualTo(LegOutcome.REFUSED);
    }

    /** Older exchanges: RFC 3261 §22.4. */
    @Test
    void trunkThatAsksWithoutQopIsAnsweredToo() {
        world.one.answers(request ->
                request.header("Authorization").isPresent()
                        ? List.of(world.one.response(request, 486))
                        : List.of(
                                world.one
                                        .response(request, 401)
                                        .header(
                                                "WWW-Authenticate",
                                                "Digest algorithm=MD5, realm=\"asterisk\","
                                                        + " nonce=\"5f1b\"")));
        LegId leg = world.dial("02188001234", "", "one");
        assertThat(world.one.last("INVITE").orElseThrow().header("Authorization").orElseThrow())
                .contains("realm=\"asterisk\"")
                .doesNotContain("qop");
        assertThat(end(leg).cause()).isEqualTo(Cause.USER_BUSY);
    }

    @Test
    void trunkThatAsksForEverIsAnsweredOnceAndTheCallTakesTheNext() {
        int[] nonce = {0};
        world.one.answers(request -> List.of(world.one.challenge(request, "n" + ++nonce[0])));
        world.two.answersAll(100, 486);
        LegId leg = world.dial("02188001234", "", "one", "two");
        assertThat(world.one.all("INVITE")).hasSize(2);
        assertThat(world.two.all("INVITE")).hasSize(1);
        assertThat(end(leg).cause()).isEqualTo(Cause.USER_BUSY);
        assertThat(world.carried("one")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 407})
    void trunkThatWillNotForUsIsFollowedByTheNextUnlessItRang(int status) {
        world.one.answersAll(100, status);
        world.two.answersAll(100, 486);
        world.dial("02188001234", "", "one", "two");
        assertThat(world.two.all("INVITE")).hasSize(1);
        assertThat(world.engine.trunks().getFirst().outcomes()).containsEntry("failed", 1L);
        world.one.answersAll(100, 180, status);
        LegId rang = world.dial("02188001234", "", "one", "two");
        assertThat(world.two.all("INVITE")).as("rang").hasSize(1);
        LegId alone = world.dial("02188001234", "", "one");
        for (LegId leg : List.of(rang, alone)) {
            assertThat(end(leg).cause()).isEqualTo(Cause.CALL_REJECTED);
        }
    }

    /** Two exchanges that send one call to each other for ever: RFC 3261 §16.6 step 3. */
    @Test
    void callThatGoesOnForAnotherComesNoFurtherThanThatOneSoThatALoopEnds() {
        world.two.sends(
                SipRequest.builder("INVITE", SipUri.of("1000", "10.0.0.1", -1))
                        .via(
                                new Via(
                                        "UDP",
                                        world.two.host,
                                        5060,
                                        Params.NONE.with("branch", "z9hG4bKl")))
                        .from(SipSyntax.nameAddr("<sip:+98912@10.0.1.2>;tag=two"))
                        .to(SipSyntax.nameAddr("<sip:1000@10.0.0.1>"))
                        .callId("loop")
                        .cseq(1)
                        .maxForwards(2)
                        .contact(SipSyntax.nameAddr("<sip:two@10.0.1.2>"))
                        .body(
                                "application/sdp",
                                CarrierPeer.ANSWER.getBytes(StandardCharsets.UTF_8))
                        .build(),
                "10.0.0.1");
        world.loop.advance(Duration.ofMillis(50));
        LegId caller = world.heard.events.getLast().leg();
        world.one.answersAll(100, 180);
        LegId out = world.dialFor(caller, new DialTarget.Outside("02188001234", List.of("one")));
        assertThat(world.one.last("INVITE").orElseThrow().maxForwards()).hasValue(1);
        LegId phone = world.dialFor(out, new DialTarget.Fixed("sip:phone@10.0.1.1"));
        assertThat(world.one.last("INVITE").orElseThrow().maxForwards()).hasValue(1);
        world.dial("02188001234", "", "one");
        assertThat(world.one.last("INVITE").orElseThrow().maxForwards())
                .as("for nobody")
                .hasValue(SipRequest.HOPS);
        for (LegId leg : List.of(caller, out, phone)) {
            world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        }
        world.one.answersAll(487);
    }

    @Test
    void trunkThatCannotIsFollowedByTheNext() {
        world.one.answersAll(100, 503);
        world.two.answersAll(100, 180, 200);
        LegId leg = world.dial("02188001234", "", "one", "two");
        assertThat(world.heard.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Answered(leg));
        assertThat(world.carried("one")).isZero();
        assertThat(world.carried("two")).isOne();
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
    }

    @Test
    void trunkThatAsksToBeLeftAloneIsPassedBySoLong() {
        world.one.answers(request ->
                List.of(world.one.response(request, 503).header("Retry-After", "20 (busy)")));
        world.two.answersAll(100, 404);
        world.dial("02188001234", "", "one", "two");
        world.dial("02188001234", "", "one", "two");
        assertThat(world.one.all("INVITE")).hasSize(1);
        assertThat(world.two.all("INVITE")).hasSize(2);
        TrunkStatus status = world.engine.trunks().getFirst();
        assertThat(status.outcomes()).containsEntry("failed", 1L).containsEntry("resting", 1L);
        assertThat(status.why()).contains("left alone for 19 s more");
        LegId alone = world.dial("02188001234", "", "one");
        assertThat(end(alone).cause()).isEqualTo(Cause.CONGESTION);
        assertThat(end(alone).outcome()).isEqualTo(LegOutcome.NOT_RUNG);
        world.loop.advance(Duration.ofSeconds(20));
        world.dial("02188001234", "", "one", "two");
        assertThat(world.one.all("INVITE")).hasSize(2);
        assertThat(world.carried("one")).isZero();
    }

    @Test
    void noTrunkRestsForMoreThanFiveMinutesNorForACallThatRang() {
        world.one.answers(request ->
                List.of(world.one.response(request, 503).header("Retry-After", "86400")));
        world.dial("02188001234", "", "one");
        world.loop.advance(Duration.ofSeconds(299));
        world.dial("02188001234", "", "one");
        assertThat(world.one.all("INVITE")).hasSize(1);
        world.loop.advance(Duration.ofSeconds(2));
        world.one.answers(request ->
                request.is("INVITE")
                        ? List.of(
                                world.one.response(request, 180),
                                world.one.response(request, 503).header("Retry-After", "60"))
                        : List.of(world.one.response(request, 200)));
        world.dial("02188001234", "", "one");
        world.dial("02188001234", "", "one");
        assertThat(world.one.all("INVITE")).hasSize(3);
    }

    @Test
    void trunkThatSaysNothingIsLeftAfterFourSeconds() {
        world.one.isDead();
        world.two.answersAll(100, 486);
        LegId leg = world.dial("02188001234", "", "one", "two");
        assertThat(world.two.all("INVITE")).isEmpty();
        world.loop.advance(Duration.ofSeconds(5));
        assertThat(world.two.all("INVITE")).hasSize(1);
        assertThat(end(leg).cause()).isEqualTo(Cause.USER_BUSY);
    }

    @Test
    void nothingIsDialledTwiceOnceSomethingMayHaveRung() {
        world.one.answersAll(100, 180, 503);
        LegId rang = world.dial("02188001234", "", "one", "two");
        world.one.answersAll(100, 404);
        LegId refused = world.dial("02188001234", "", "one", "two");
        world.one.answersAll(100);
        LegId trying = world.dial("02188001234", "", "one", "two");
        world.loop.advance(Duration.ofMinutes(4));
        assertThat(world.two.all("INVITE")).isEmpty();
        assertThat(end(rang).cause()).isEqualTo(Cause.TEMPORARY_FAILURE);
        assertThat(end(refused).cause()).isEqualTo(Cause.UNALLOCATED_NUMBER);
        assertThat(end(trying).outcome()).isEqualTo(LegOutcome.SILENT);
    }

    @Test
    void fullTrunkIsPassedByAndWithoutAnotherTheCallIsCongestion() {
        world.one.answersAll(100, 200);
        world.two.answersAll(100, 200);
        LegId first = world.dial("02188001234", "", "one");
        LegId second = world.dial("02188001234", "", "one");
        LegId third = world.dial("02188001234", "", "one", "two");
        LegId fourth = world.dial("02188001234", "", "one");
        assertThat(world.one.all("INVITE")).hasSize(2);
        assertThat(world.two.all("INVITE")).hasSize(1);
        assertThat(end(fourth).cause()).isEqualTo(Cause.CONGESTION);
        assertThat(end(fourth).outcome()).isEqualTo(LegOutcome.NOT_RUNG);
        for (LegId leg : List.of(first, second, third)) {
            world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        }
        assertThat(world.carried("one")).isZero();
    }

    @Test
    void callsOfOneSecondAreBoundedToo() {
        world.two.answersAll(100, 404);
        for (int i = 0; i < 4; i++) {
            world.dial("02188001234", "", "two");
        }
        assertThat(world.two.all("INVITE")).hasSize(3);
        world.loop.advance(Duration.ofSeconds(1));
        world.dial("02188001234", "", "two");
        assertThat(world.two.all("INVITE")).hasSize(4);
    }

    @Test
    void callerWhoGivesUpCancelsAndNothingElseIsTried() {
        world.one.answersAll(100, 180);
        LegId leg = world.dial("02188001234", "", "one", "two");
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        assertThat(world.one.all("CANCEL")).hasSize(1);
        world.loop.advance(Duration.ofMinutes(1));
        assertThat(world.two.all("INVITE")).isEmpty();
        assertThat(world.carried("one")).isZero();
    }

    @Test
    void unknownTrunkOrNameInsteadOfANumberEndsAtOnce() {
        LegId unknown = world.dial("02188001234", "", "nobody");
        LegId name = world.dial("bob", "", "one");
        assertThat(end(unknown).cause()).isEqualTo(Cause.CONGESTION);
        assertThat(end(name).cause()).isEqualTo(Cause.UNALLOCATED_NUMBER);
        assertThat(world.one.all("INVITE")).isEmpty();
        assertThat(world.carried("one")).isZero();
    }

    @Test
    void hiddenCallerIsToldToATrustedTrunkAlone() {
        world.two.answersAll(100, 404);
        world.dial("+14155550100", "+989121234567", "two");
        SipRequest invite = world.two.last("INVITE").orElseThrow();
        assertThat(world.shown("two")).isEqualTo(ShownNumber.Rule.WITHHELD);
        assertThat(invite.from().uri().toString()).isEqualTo("sip:anonymous@anonymous.invalid");
        assertThat(invite.header("Privacy")).contains("id");
        assertThat(invite.header("P-Asserted-Identity").orElseThrow()).contains("sip:982191@");
        assertThat(invite.requestUri().toString()).isEqualTo("sip:9+14155550100@10.0.1.2");
    }
}
