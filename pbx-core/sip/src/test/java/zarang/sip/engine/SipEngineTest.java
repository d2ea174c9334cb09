package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.WrittenNumber;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.recording.RecordingSink;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.testkit.FakeMedia;

class SipEngineTest {

    private final EngineWorld world = new EngineWorld(1, 0, 10);

    private SipResponse talking(String callId) {
        world.send(world.invite(callId).build());
        world.execute(new LegCommand.Answer(world.arrived()));
        SipResponse success = world.lastResponse();
        assertThat(success.status()).isEqualTo(200);
        world.send(world.inDialog("ACK", success, 1).build());
        return success;
    }

    private void bye(SipResponse setUp, long cseq) {
        world.send(world.inDialog("BYE", setUp, cseq).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void callerArrivesIsAnsweredAndHangsUp() {
        SipResponse success = talking("a");
        LegId leg = world.arrived();
        assertThat(success.header("Allow")).isPresent();
        assertThat(success.contacts()).hasSize(1);
        bye(success, 2);
        assertThat(world.events)
                .containsExactly(
                        new LegEvent.Arrived(
                                leg,
                                List.of(new WrittenNumber("+98912", false)),
                                "1000",
                                ArrivalOrigin.ofTrunk("lab", true),
                                "a"),
                        new LegEvent.Answered(leg),
                        new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }

    @Test
    void ringIsToldWith180InTheSameDialogAsThe200() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Ring(world.arrived()));
        assertThat(world.lastResponse().status()).isEqualTo(180);
        String tag = world.lastResponse().toTag().orElseThrow();
        world.execute(new LegCommand.Answer(world.arrived()));
        assertThat(world.lastResponse().toTag()).contains(tag);
        world.send(world.inDialog("ACK", world.lastResponse(), 1).build());
        bye(world.lastResponse(), 2);
    }

    @Test
    void hangUpByUsSendsByeWithTheReason() {
        talking("a");
        world.execute(new LegCommand.HangUp(world.arrived(), Cause.NORMAL_CLEARING));
        SipRequest bye = (SipRequest) world.received.getLast();
        assertThat(bye.method()).isEqualTo("BYE");
        assertThat(bye.header("Reason")).contains("Q.850;cause=16");
        assertThat(world.events.getLast())
                .isEqualTo(
                        new LegEvent.Ended(
                                world.arrived(), Cause.NORMAL_CLEARING, LegOutcome.RELEASED, ""));
    }

    @Test
    void successIsSentAgainUntilItsAckAndGivenUpWithBye() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Answer(world.arrived()));
        world.loop.advance(Duration.ofSeconds(31));
        long copies =
                world.received.stream()
                        .filter(m -> m instanceof SipResponse r && r.status() == 200)
                        .count();
        assertThat(copies).isBetween(9L, 12L);
        assertThat(world.requests()).isEmpty();
        world.loop.advance(Duration.ofSeconds(2));
        assertThat(world.requests()).contains("BYE");
        assertThat(world.events.getLast()).isInstanceOf(LegEvent.Ended.class);
    }

    @Test
    void byeWaitsForTheAck() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Answer(world.arrived()));
        SipResponse success = world.lastResponse();
        world.execute(new LegCommand.HangUp(world.arrived(), Cause.NORMAL_CLEARING));
        assertThat(world.requests()).isEmpty();
        world.send(world.inDialog("ACK", success, 1).build());
        assertThat(world.requests()).contains("BYE");
    }

    @Test
    void cancelledCallEndsWith487() {
        SipRequest invite = world.invite("a").build();
        world.send(invite);
        world.execute(new LegCommand.Ring(world.arrived()));
        SipRequest.Builder cancel =
                SipRequest.builder("CANCEL", invite.requestUri())
                        .via(invite.topVia())
                        .from(invite.from())
                        .to(invite.to())
                        .callId("a")
                        .cseq(1)
                        .maxForwards(70);
        world.send(cancel.build());
        assertThat(statuses()).contains(200, 487);
        assertThat(world.events.getLast())
                .isEqualTo(
                        new LegEvent.Ended(
                                world.arrived(), Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }

    private List<Integer> statuses() {
        return world.received.stream()
                .filter(SipResponse.class::isInstance)
                .map(m -> ((SipResponse) m).status())
                .toList();
    }

    @Test
    void byeInTheEarlyDialogWithdrawsTheCall() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Ring(world.arrived()));
        world.send(world.inDialog("BYE", world.lastResponse(), 2).build());
        assertThat(statuses()).contains(200, 487);
    }

    @Test
    void rejectedCallGetsTheStatusOfItsCause() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Reject(world.arrived(), Cause.UNALLOCATED_NUMBER));
        assertThat(world.lastResponse().status()).isEqualTo(404);
        world.send(world.invite("b").build());
        world.execute(new LegCommand.Reject(world.arrived(), Cause.CONGESTION));
        assertThat(world.lastResponse().status()).isEqualTo(503);
        assertThat(world.lastResponse().header("Retry-After")).isPresent();
    }

    @Test
    void holdAndResumeAreAnsweredAndReachTheMedia() {
        SipResponse success = talking("a");
        String hold = EngineWorld.OFFER + "a=sendonly\r\n";
        world.send(
                world.inDialog("INVITE", success, 2).body("application/sdp", bytes(hold)).build());
        assertThat(new String(world.lastResponse().body(), StandardCharsets.UTF_8))
                .contains("a=recvonly");
        world.send(world.inDialog("ACK", success, 2).build());
        assertThat(lastConnect()).endsWith("RECEIVE_ONLY");
        world.send(
                world.inDialog("INVITE", success, 3)
                        .body("application/sdp", bytes(EngineWorld.OFFER))
                        .build());
        world.send(world.inDialog("ACK", success, 3).build());
        assertThat(lastConnect()).endsWith("SEND_RECEIVE");
        bye(success, 4);
    }

    private String lastConnect() {
        return world.media.open().getFirst().told().reversed().stream()
                .filter(told -> told.startsWith("connect"))
                .findFirst()
                .orElse("");
    }

    @Test
    void nothingIsSentBeforeTheAckSinceTheInviteMayLieAboutItsSource() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Answer(world.arrived()));
        FakeMedia.Session media = world.media.open().getFirst();
        assertThat(media.told())
                .containsExactly(
                        "withhold",
                        "keep-secret",
                        "signalled-from 10.0.0.9",
                        "connect 8 101 SEND_RECEIVE");
        world.send(world.inDialog("ACK", world.lastResponse(), 1).build());
        assertThat(media.told()).last().isEqualTo("release");
        bye(world.lastResponse(), 2);
    }

    @Test
    void aLegThatMediaTakesForGoneIsEndedAlsoWhileItHolds() {
        SipResponse success = talking("a");
        String hold = EngineWorld.OFFER + "a=inactive\r\n";
        world.send(
                world.inDialog("INVITE", success, 2).body("application/sdp", bytes(hold)).build());
        world.send(world.inDialog("ACK", success, 2).build());
        world.media.open().getFirst().listener().silent();
        world.loop.advance(Duration.ofMillis(10));
        assertThat(world.requests()).contains("BYE");
        assertThat(world.events.getLast())
                .isEqualTo(
                        new LegEvent.Ended(
                                world.arrived(), Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
    }

    @Test
    void secondOfferBeforeTheAckIsGlare() {
        world.send(world.invite("a").build());
        world.execute(new LegCommand.Answer(world.arrived()));
        SipResponse success = world.lastResponse();
        world.send(
                world.inDialog("INVITE", success, 2)
                        .body("application/sdp", bytes(EngineWorld.OFFER))
                        .build());
        assertThat(statuses()).contains(491);
        world.send(world.inDialog("ACK", success, 1).build());
        bye(success, 3);
    }

    @Test
    void unusableOfferInADialogLeavesTheCallAsItWas() {
        SipResponse success = talking("a");
        world.send(
                world.inDialog("INVITE", success, 2)
                        .body("application/sdp", bytes(EngineWorld.OFFER.replace("8 101", "18")))
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(488);
        assertThat(world.media.open()).hasSize(1);
        bye(success, 3);
    }

    @Test
    void callWithoutAnOfferGetsOursAndAnswersInTheAck() {
        world.send(world.request("INVITE", "a", 1).build());
        world.execute(new LegCommand.Answer(world.arrived()));
        SipResponse success = world.lastResponse();
        assertThat(new String(success.body(), StandardCharsets.UTF_8))
                .contains("RTP/AVP 8 0 9 101");
        assertThat(world.events).noneMatch(LegEvent.Answered.class::isInstance);
        world.send(
                world.inDialog("ACK", success, 1)
                        .body("application/sdp", bytes(EngineWorld.OFFER))
                        .build());
        assertThat(world.events).anyMatch(LegEvent.Answered.class::isInstance);
        bye(success, 2);
    }

    @Test
    void uselessAnswerInTheAckEndsTheCall() {
        world.send(world.request("INVITE", "a", 1).build());
        world.execute(new LegCommand.Answer(world.arrived()));
        world.send(world.inDialog("ACK", world.lastResponse(), 1).build());
        assertThat(world.requests()).contains("BYE");
    }

    @Test
    void digitsByInfoAndByRtpAreNotDoubled() {
        SipResponse success = talking("a");
        LegId leg = world.arrived();
        world.send(
                world.inDialog("INFO", success, 2)
                        .body("application/dtmf-relay", bytes("Signal= 5\r\nDuration= 160\r\n"))
                        .build());
        world.media.open().getFirst().listener().digit('5');
        world.send(world.inDialog("INFO", success, 3).body("application/dtmf", bytes("#")).build());
        world.loop.settle();
        assertThat(world.events.stream().filter(LegEvent.Digit.class::isInstance))
                .containsExactly(new LegEvent.Digit(leg, '5'), new LegEvent.Digit(leg, '#'));
        bye(success, 4);
    }

    @Test
    void silenceOnTheMediaEndsTheCall() {
        talking("a");
        world.media.open().getFirst().listener().silent();
        world.loop.advance(Duration.ofMillis(10));
        assertThat(world.requests()).contains("BYE");
        assertThat(world.events.getLast())
                .isEqualTo(
                        new LegEvent.Ended(
                                world.arrived(), Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
    }

    private int answerTo(SipRequest request) {
        world.received.clear();
        world.send(request);
        return world.lastResponse().status();
    }

    @Test
    void everyRefusalHasItsStatusAndItsHeaders() {
        assertThat(answerTo(world.invite("r1").header("Require", "telepathy").build()))
                .isEqualTo(420);
        assertThat(world.lastResponse().header("Unsupported")).contains("telepathy");
        assertThat(answerTo(world.invite("r2").body("text/plain", bytes("hello")).build()))
                .isEqualTo(415);
        assertThat(world.lastResponse().header("Accept"))
                .contains("application/sdp, multipart/mixed");
        assertThat(
                        answerTo(
                                world.invite("r3")
                                        .body(
                                                "application/sdp",
                                                bytes(EngineWorld.OFFER.replace("8 101", "18")))
                                        .build()))
                .isEqualTo(488);
        assertThat(world.lastResponse().header("Warning"))
                .contains("305 zarang \"no common codec; spoken are PCMA, PCMU, G722\"");
        assertThat(answerTo(world.invite("r7").header("Accept", "text/plain").build()))
                .as("RFC 4475 §3.3.15: the answer would be SDP")
                .isEqualTo(406);
        assertThat(answerTo(world.invite("r4").maxForwards(0).build())).isEqualTo(483);
        assertThat(answerTo(world.invite("r5").removeHeader("Contact").build())).isEqualTo(400);
        assertThat(answerTo(world.request("SUBSCRIBE", "r6", 1).build())).isEqualTo(405);
        assertThat(world.lastResponse().header("Allow")).isPresent();
        assertThat(answerTo(world.request("DANCE", "r7", 1).build())).isEqualTo(501);
        assertThat(answerTo(world.request("BYE", "r8", 1).build())).isEqualTo(481);
        assertThat(
                        answerTo(
                                world.request("BYE", "r9", 1)
                                        .to(SipSyntax.nameAddr("<sip:1000@h>;tag=x"))
                                        .build()))
                .isEqualTo(481);
        assertThat(answerTo(world.request("OPTIONS", "r10", 1).build())).isEqualTo(200);
        assertThat(world.lastResponse().header("Allow")).isPresent();
        assertThat(world.events).isEmpty();
    }

    @Test
    void requestOutOfOrderInADialogIsRefused() {
        SipResponse success = talking("a");
        assertThat(answerTo(world.inDialog("INFO", success, 1).build())).isEqualTo(500);
        assertThat(answerTo(world.inDialog("OPTIONS", success, 7).build())).isEqualTo(200);
        bye(success, 8);
    }

    @Test
    void boundsAndDrainingAnswer503() {
        EngineWorld small = new EngineWorld(2, 0, 1);
        small.send(small.invite("a").build());
        small.send(small.invite("b").build());
        assertThat(small.lastResponse().status()).isEqualTo(503);
        small.execute(new LegCommand.HangUp(small.arrived(), Cause.CONGESTION));
        small.assertClean();
        world.media.fill();
        assertThat(answerTo(world.invite("a").build())).isEqualTo(503);
        world.engine.stopAccepting();
        assertThat(answerTo(world.invite("c").build())).isEqualTo(503);
        assertThat(world.lastResponse().header("Retry-After")).isPresent();
        assertThat(answerTo(world.request("OPTIONS", "d", 1).build())).isEqualTo(503);
        assertThat(world.engine.counts().refusedForMedia()).isEqualTo(1);
    }

    @Test
    void whoIsBroughtIntoARecordedTalkIsRecordedTooAndOnlyThen() {
        SipResponse success = talking("a");
        LegId leg = world.arrived();
        LegId third = world.dialAgent();
        world.answer(
                (SipRequest)
                        world.received.stream()
                                .filter(m -> m instanceof SipRequest r && r.is("INVITE"))
                                .findFirst()
                                .orElseThrow(),
                "one");
        var told = world.media.open().getLast();
        BridgeId bridge = new BridgeId(new CallId("01JQZ0000000000000000000AA"), 1);
        LegCommand.RecordToo more = new LegCommand.RecordToo(third, bridge, RecordingSink.THIRD);
        world.execute(new LegCommand.Join(leg, bridge, new Audience.Everyone()));
        world.execute(new LegCommand.Join(third, bridge, new Audience.Everyone()));
        world.execute(more);
        assertThat(told.told()).doesNotContain("tap 2");
        world.execute(new LegCommand.StartRecording(bridge, List.of(leg), RecordingSink.NOWHERE));
        world.execute(more);
        world.execute(more);
        assertThat(told.told()).containsOnlyOnce("tap 2").doesNotContain("untap");
        world.execute(new LegCommand.StopRecording(leg, bridge));
        assertThat(told.told()).contains("untap");
        world.execute(more);
        assertThat(told.told()).containsOnlyOnce("tap 2");
        bye(success, 2);
        world.execute(new LegCommand.HangUp(third, Cause.NORMAL_CLEARING));
    }

    @Test
    void recordingTapsBothLegsAndEndsWithTheFirst() {
        SipResponse success = talking("a");
        LegId leg = world.arrived();
        LegId agent = world.dialAgent();
        world.answer(
                (SipRequest)
                        world.received.stream()
                                .filter(m -> m instanceof SipRequest r && r.is("INVITE"))
                                .findFirst()
                                .orElseThrow(),
                "one");
        var caller = world.media.open().getFirst();
        var other = world.media.open().getLast();
        BridgeId bridge = new BridgeId(new CallId("01JQZ0000000000000000000AA"), 1);
        world.execute(new LegCommand.Join(leg, bridge, new Audience.Everyone()));
        world.execute(new LegCommand.Join(agent, bridge, new Audience.Everyone()));
        world.execute(
                new LegCommand.StartRecording(bridge, List.of(leg, agent), RecordingSink.NOWHERE));
        assertThat(caller.told()).contains("join Everyone", "tap 0");
        assertThat(other.told()).contains("tap 1");
        bye(success, 2);
        assertThat(other.told()).contains("untap");
        world.execute(new LegCommand.HangUp(agent, Cause.NORMAL_CLEARING));
    }
}
