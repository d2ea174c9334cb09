package zarang.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zarang.sip.message.SipRequest;

/** Client transactions, timer by timer: RFC 3261 §17.1 and RFC 6026. */
class ClientTransactionTest {
    private final TransactionBench bench = new TransactionBench();

    @Test
    void timerADoublesUntilTimerBGivesUp() {
        bench.send("INVITE", Protocol.UDP);
        bench.advance(40_000);
        assertThat(bench.wire())
                .containsExactly(
                        "INVITE@0",
                        "INVITE@500",
                        "INVITE@1500",
                        "INVITE@3500",
                        "INVITE@7500",
                        "INVITE@15500",
                        "INVITE@31500");
        assertThat(bench.heard).containsExactly("time-out");
    }

    @Test
    void overTcpNothingIsSentTwice() {
        bench.send("INVITE", Protocol.TCP);
        bench.send("OPTIONS", Protocol.TCP);
        bench.advance(32_001);
        assertThat(bench.wire()).containsExactly("INVITE@0", "OPTIONS@0");
        assertThat(bench.heard).containsExactly("time-out", "time-out");
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void timerDAbsorbsAndAcknowledgesFurtherCopiesOfARefusal() {
        bench.send("INVITE", Protocol.UDP);
        SipRequest sent = bench.asked();
        bench.receive(bench.answer(sent, 180), Protocol.UDP);
        bench.receive(bench.answer(sent, 486), Protocol.UDP);
        bench.advance(31_999);
        bench.receive(bench.answer(sent, 486), Protocol.UDP);
        bench.advance(2);
        bench.receive(bench.answer(sent, 486), Protocol.UDP);
        assertThat(bench.wire()).containsExactly("INVITE@0", "ACK@0", "ACK@31999");
        assertThat(bench.heard).containsExactly("provisional 180", "final 486");
        assertThat(bench.layer.counts().strayResponses()).isEqualTo(1);
        SipRequest ack = (SipRequest) bench.sent.get(1);
        assertThat(ack.topVia()).isEqualTo(sent.topVia());
        assertThat(ack.toTag()).contains("theirs");
        assertThat(ack.cseq().number()).isEqualTo(1);
    }

    @Test
    void refusalOverTcpEndsTheTransactionAtOnce() {
        bench.send("INVITE", Protocol.TCP);
        SipRequest sent = bench.asked();
        bench.receive(bench.answer(sent, 486), Protocol.TCP);
        assertThat(bench.wire()).containsExactly("INVITE@0", "ACK@0");
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void timerMKeepsDeliveringTwoHundredsAndLaterOnesAreStray() {
        bench.send("INVITE", Protocol.UDP);
        SipRequest sent = bench.asked();
        bench.receive(bench.answer(sent, 200), Protocol.UDP);
        bench.advance(31_999);
        bench.receive(bench.answer(sent, 200), Protocol.UDP);
        bench.advance(2);
        bench.receive(bench.answer(sent, 200), Protocol.UDP);
        assertThat(bench.heard).containsExactly("final 200", "again 200", "stray 200");
        assertThat(bench.wire()).containsExactly("INVITE@0");
    }

    @Test
    void timerEGrowsToT2AndTimerFGivesUp() {
        bench.send("OPTIONS", Protocol.UDP);
        bench.advance(32_001);
        assertThat(bench.wire())
                .startsWith("OPTIONS@0", "OPTIONS@500", "OPTIONS@1500", "OPTIONS@3500")
                .contains("OPTIONS@7500", "OPTIONS@11500", "OPTIONS@31500")
                .hasSize(11);
        assertThat(bench.heard).containsExactly("time-out");
    }

    @Test
    void afterAProvisionalTimerERunsAtT2() {
        bench.send("OPTIONS", Protocol.UDP);
        SipRequest sent = bench.asked();
        bench.receive(bench.answer(sent, 100), Protocol.UDP);
        bench.advance(8_001);
        assertThat(bench.wire()).containsExactly("OPTIONS@0", "OPTIONS@4000", "OPTIONS@8000");
        bench.advance(24_000);
        assertThat(bench.heard).containsExactly("provisional 100", "time-out");
    }

    @Test
    void timerKAbsorbsFurtherCopiesOfTheAnswer() {
        bench.send("OPTIONS", Protocol.UDP);
        SipRequest sent = bench.asked();
        bench.receive(bench.answer(sent, 200), Protocol.UDP);
        bench.advance(4_999);
        bench.receive(bench.answer(sent, 200), Protocol.UDP);
        assertThat(bench.layer.counts().strayResponses()).isZero();
        bench.advance(2);
        assertThat(bench.isClean()).isTrue();
        assertThat(bench.heard).containsExactly("final 200");
    }

    @Test
    void cancelWaitsForAProvisionalResponse() {
        ClientTransaction invite = bench.send("INVITE", Protocol.UDP);
        SipRequest sent = bench.asked();
        invite.cancel("");
        assertThat(bench.wire()).containsExactly("INVITE@0");
        bench.receive(bench.answer(sent, 180), Protocol.UDP);
        invite.cancel("");
        assertThat(bench.wire()).containsExactly("INVITE@0", "CANCEL@0");
        SipRequest cancel = (SipRequest) bench.sent.get(1);
        assertThat(cancel.topVia()).isEqualTo(sent.topVia());
        bench.receive(bench.answer(cancel, 200), Protocol.UDP);
        bench.receive(bench.answer(sent, 487), Protocol.UDP);
        assertThat(bench.heard).containsExactly("provisional 180", "final 487");
    }

    @Test
    void cancelledInviteWithoutFinalResponseTimesOut() {
        ClientTransaction invite = bench.send("INVITE", Protocol.UDP);
        bench.receive(bench.answer(bench.asked(), 180), Protocol.UDP);
        bench.advance(60_000);
        invite.cancel("");
        bench.advance(32_001);
        assertThat(bench.heard).containsExactly("provisional 180", "time-out");
    }

    @Test
    void timerCCancelsAnInviteThatRingsForEver() {
        bench.send("INVITE", Protocol.UDP);
        bench.receive(bench.answer(bench.asked(), 180), Protocol.UDP);
        bench.advance(180_001);
        assertThat(bench.wire()).startsWith("INVITE@0", "CANCEL@180000");
        bench.advance(32_001);
        assertThat(bench.heard).containsExactly("provisional 180", "time-out");
    }

    @Test
    void transportErrorIsToldOnceAndEndsTheTransaction() {
        bench.send("INVITE", Protocol.UDP);
        bench.failures.getFirst().run();
        bench.failures.getFirst().run();
        assertThat(bench.heard).containsExactly("transport error");
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void responseWithTwoViasIsNotForUs() {
        bench.send("OPTIONS", Protocol.UDP);
        SipRequest sent = bench.asked();
        SipRequest proxied = sent.toBuilder().via(sent.topVia()).build();
        bench.receive(bench.answer(proxied, 200), Protocol.UDP);
        assertThat(bench.heard).isEmpty();
        assertThat(bench.layer.counts().strayResponses()).isEqualTo(1);
    }
}
