package zarang.sip.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zarang.sip.message.FirstLook;
import zarang.sip.message.Params;
import zarang.sip.message.SipCodec;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.Via;

/** Server transactions, timer by timer: RFC 3261 §17.2, §8.2.2.2, §9.2 and RFC 6026. */
class ServerTransactionTest {
    private TransactionBench bench = new TransactionBench();

    private ServerTransaction take(String method, Protocol protocol) {
        bench.receive(TransactionBench.request(method, 1), protocol);
        return bench.requests.getLast();
    }

    private static SipRequest ackFor(SipResponse response, int number) {
        return TransactionBench.request(
                "ACK",
                ";tag=" + response.toTag().orElse(""),
                ";branch=z9hG4bKbench" + number,
                number);
    }

    private SipResponse last() {
        return (SipResponse) bench.sent.getLast();
    }

    @Test
    void hundredTryingComesAfterTwoHundredMsOfSilence() {
        take("INVITE", Protocol.UDP);
        bench.advance(199);
        assertThat(bench.wire()).isEmpty();
        bench.receive(TransactionBench.request("INVITE", 1), Protocol.UDP);
        assertThat(bench.wire()).isEmpty();
        bench.advance(301);
        bench.receive(TransactionBench.request("INVITE", 1), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("100@200", "100@500");
        assertThat(bench.requests).hasSize(1);
    }

    @Test
    void answerOverUdpGoesToPort5060WhateverTransportAViaWithoutPortClaims() {
        Params branch = Params.NONE.with("branch", "z9hG4bKtls");
        SipRequest claims =
                TransactionBench.request("OPTIONS", 1)
                        .withTopVia(new Via("TLS", "phone.example.org", -1, branch));
        bench.receive(claims, Protocol.UDP);
        ServerTransaction taken = bench.requests.getLast();
        taken.respond(taken.response(200).build());
        assertThat(bench.sentTo.getLast().address().getPort()).isEqualTo(5060);
    }

    @Test
    void noTryingAfterARinging() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        invite.respond(invite.response(180).build());
        bench.advance(5_000);
        bench.receive(TransactionBench.request("INVITE", 1), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("180@0", "180@5000");
    }

    @Test
    void timerGRepeatsARefusalUntilTimerHGivesUp() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        invite.respond(invite.response(486).build());
        bench.advance(32_001);
        assertThat(bench.wire())
                .startsWith("486@0", "486@500", "486@1500", "486@3500", "486@7500", "486@11500")
                .hasSize(11);
        assertThat(bench.heard).containsExactly("request INVITE", "lost");
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void ackEndsTheRepeatingAndTimerIAbsorbsItsCopies() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        invite.respond(invite.response(486).build());
        bench.receive(ackFor(last(), 1), Protocol.UDP);
        bench.advance(4_999);
        bench.receive(ackFor(last(), 1), Protocol.UDP);
        assertThat(bench.layer.counts().liveServer()).isEqualTo(1);
        bench.advance(2);
        assertThat(bench.isClean()).isTrue();
        assertThat(bench.wire()).containsExactly("486@0");
        assertThat(bench.heard).containsExactly("request INVITE");
    }

    @Test
    void refusalOverTcpIsSentOnceAndEndsWithItsAck() {
        ServerTransaction invite = take("INVITE", Protocol.TCP);
        invite.respond(invite.response(486).build());
        bench.advance(10_000);
        assertThat(bench.wire()).containsExactly("486@0");
        bench.receive(ackFor(last(), 1), Protocol.TCP);
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void timerLAbsorbsTheInviteAfterA200AndTheUserRepeatsIt() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        invite.respond(invite.response(200).build());
        bench.receive(TransactionBench.request("INVITE", 1), Protocol.UDP);
        bench.advance(500);
        invite.respond(invite.response(200).build());
        invite.respond(invite.response(486).build());
        assertThat(bench.wire()).containsExactly("200@0", "200@500");
        bench.receive(
                TransactionBench.request(
                        "ACK", ";tag=" + invite.localTag(), ";branch=z9hG4bKother", 1),
                Protocol.UDP);
        assertThat(bench.heard).containsExactly("request INVITE", "ack");
        bench.advance(31_499);
        assertThat(bench.layer.counts().liveServer()).isEqualTo(1);
        bench.advance(2);
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void timerJRepeatsTheAnswerOnRequest() {
        ServerTransaction options = take("OPTIONS", Protocol.UDP);
        bench.receive(TransactionBench.request("OPTIONS", 1), Protocol.UDP);
        options.respond(options.response(200).build());
        options.respond(options.response(500).build());
        bench.advance(31_999);
        bench.receive(TransactionBench.request("OPTIONS", 1), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("200@0", "200@31999");
        bench.advance(2);
        assertThat(bench.isClean()).isTrue();
        assertThat(bench.requests).hasSize(1);
    }

    @Test
    void answerOverTcpEndsTheTransactionAtOnce() {
        ServerTransaction options = take("OPTIONS", Protocol.TCP);
        options.respond(options.response(200).build());
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void requestThatIsNeverAnsweredIsForgotten() {
        take("OPTIONS", Protocol.UDP);
        bench.advance(32_001);
        assertThat(bench.isClean()).isTrue();
        assertThat(bench.heard).containsExactly("request OPTIONS", "lost");
    }

    @Test
    void cancelIsAnsweredAndToldToTheUser() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        bench.receive(TransactionBench.request("CANCEL", 1), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("200@0");
        assertThat(last().toTag()).contains(invite.localTag());
        assertThat(bench.heard).containsExactly("request INVITE", "cancel");
    }

    @Test
    void cancelAfterTheAnswerChangesNothing() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        invite.respond(invite.response(200).build());
        bench.receive(TransactionBench.request("CANCEL", 1), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("200@0", "200@0");
        assertThat(bench.heard).containsExactly("request INVITE");
    }

    private void withoutTime(SipRequest request) {
        bench.layer.onMessage(
                new SipCodec().unread(request.toBytes()), TransactionBench.peer(Protocol.UDP));
    }

    @Test
    void newCallForWhichThereIsNoTimeGets503WithoutState() {
        withoutTime(TransactionBench.request("INVITE", 1));
        assertThat(bench.wire()).containsExactly("503@0");
        assertThat(last().header("Retry-After")).contains("5");
        assertThat(last().toTag()).isPresent();
        assertThat(bench.heard).isEmpty();
        assertThat(bench.layer.counts().overload()).isEqualTo(1);
        assertThat(bench.isClean()).isTrue();
        SipRequest ack = ackFor(last(), 1);
        assertThat(FirstLook.at(ack.toBytes())).isEqualTo(FirstLook.SETTLED_ACK);
    }

    @Test
    void callThatIsServedAndComesAgainIsNotRefusedForWantOfTime() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        invite.respond(invite.response(180).build());
        withoutTime(TransactionBench.request("INVITE", 1));
        assertThat(bench.wire()).containsExactly("180@0", "180@0");
        assertThat(bench.layer.counts().overload()).isZero();
        SipRequest ack = ackFor(last(), 1);
        assertThat(FirstLook.at(ack.toBytes())).isEqualTo(FirstLook.OTHER);
    }

    @Test
    void newCallThatCannotBeAnsweredIsDroppedForWantOfTime() {
        byte[] noVia = "INVITE sip:a@b SIP/2.0\r\nVia: nonsense\r\n\r\n".getBytes(UTF_8);
        bench.layer.onMessage(new SipCodec().unread(noVia), TransactionBench.peer(Protocol.UDP));
        assertThat(bench.wire()).isEmpty();
        assertThat(bench.layer.counts().malformedDropped()).isEqualTo(1);
    }

    @Test
    void cancelOfNothingGets481() {
        bench.receive(TransactionBench.request("CANCEL", 9), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("481@0");
    }

    @Test
    void sameRequestByAnotherWayIsMergedWith482() {
        take("INVITE", Protocol.UDP);
        bench.receive(
                TransactionBench.request("INVITE", "", ";branch=z9hG4bKotherway", 1), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("482@0");
        assertThat(bench.requests).hasSize(1);
    }

    @Test
    void peerOfRfc2543IsMatchedWithoutABranch() {
        bench.receive(TransactionBench.request("INVITE", "", "", 1), Protocol.UDP);
        ServerTransaction invite = bench.requests.getLast();
        invite.respond(invite.response(486).build());
        bench.receive(TransactionBench.request("INVITE", "", "", 1), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("486@0", "486@0");
        String tag = ";tag=" + invite.localTag();
        bench.receive(TransactionBench.request("ACK", tag, "", 1), Protocol.UDP);
        bench.advance(5_001);
        assertThat(bench.isClean()).isTrue();
        assertThat(bench.wire()).hasSize(2);
    }

    @Test
    void overTheBoundARequestGets503WithoutState() {
        bench =
                new TransactionBench(
                        new TransactionSettings(
                                Timers.STANDARD,
                                1,
                                1,
                                0,
                                1,
                                Duration.ofMillis(200),
                                Duration.ofSeconds(5)),
                        1);
        take("INVITE", Protocol.UDP);
        bench.receive(TransactionBench.request("OPTIONS", 2), Protocol.UDP);
        assertThat(last().status()).isEqualTo(503);
        assertThat(last().header("Retry-After")).contains("5");
        bench.receive(TransactionBench.request("CANCEL", 1), Protocol.UDP);
        assertThat(bench.heard).containsExactly("request INVITE", "cancel");
        bench.send("OPTIONS", Protocol.TCP);
        bench.send("INFO", Protocol.TCP);
        bench.loop.settle();
        assertThat(bench.heard).last().isEqualTo("transport error");
    }

    @Test
    void lostResponseIsTold() {
        ServerTransaction invite = take("INVITE", Protocol.UDP);
        invite.respond(invite.response(486).build());
        bench.failures.getLast().run();
        assertThat(bench.heard).containsExactly("request INVITE", "lost");
        assertThat(bench.isClean()).isTrue();
    }
}
