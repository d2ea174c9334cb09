package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;

/** Reliable provisional responses and what is heard before the answer, RFC 3262 and RFC 6337. */
class PrackTest {
    private final SessionWorld world = new SessionWorld(1, 0);

    private SipRequest.Builder invite() {
        return world.request("INVITE", 1)
                .header("Supported", "100rel")
                .body("application/sdp", SessionWorld.sdp("sendrecv"));
    }

    private Accept accept() {
        return Objects.requireNonNull(world.agent.accept);
    }

    private SipResponse rung(SipRequest invite) {
        world.agent.answers = false;
        world.send(invite);
        SipResponse ringing = world.lastResponse();
        assertThat(ringing.status()).isEqualTo(180);
        return ringing;
    }

    private SipResponse progressed() {
        accept().progress();
        world.pass(SessionWorld.STEP);
        SipResponse progress = world.lastResponse();
        assertThat(progress.status()).isEqualTo(183);
        return progress;
    }

    private SipRequest.Builder prack(SipResponse provisional, long cseq) {
        return world.inDialog("PRACK", provisional, cseq)
                .header("RAck", provisional.header("RSeq").orElse("") + " 1 INVITE");
    }

    private List<SipResponse> responses(int status) {
        return world.received.stream()
                .filter(SipResponse.class::isInstance)
                .map(SipResponse.class::cast)
                .filter(response -> response.status() == status)
                .toList();
    }

    private void answer(SipResponse setUp) {
        accept().answer();
        world.pass(SessionWorld.STEP);
        world.send(world.inDialog("ACK", setUp, 1).build());
    }

    private void end() {
        Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
        world.pass(SessionWorld.STEP);
        world.respond(world.lastRequest(), 200, "");
    }

    @Test
    void ringingIsSentAgainEachTimeTwiceAsLateUntilItsPrack() {
        SipResponse ringing = rung(invite().build());
        assertThat(ringing.header("Require")).contains("100rel");
        world.pass(Duration.ofMillis(3600));
        assertThat(responses(180)).as("at 0, 0.5, 1.5 and 3.5 s").hasSize(4);
        world.send(prack(ringing, 2).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        world.pass(Duration.ofSeconds(20));
        assertThat(responses(180)).hasSize(4);
        world.send(prack(ringing, 3).build());
        assertThat(world.lastResponse().status()).as("nothing waits for it").isEqualTo(481);
        answer(ringing);
        end();
    }

    @Test
    void callerThatNeverAcknowledgesGets504AndTheCallIsLost() {
        rung(invite().build());
        world.pass(Duration.ofSeconds(33));
        assertThat(world.lastResponse().status()).isEqualTo(504);
        assertThat(world.agent.told).containsExactly("ended NO_USER_RESPONDING");
        SipResponse refusal = world.lastResponse();
        world.send(world.inDialog("ACK", refusal, 1).build());
    }

    @Test
    void prackForAnotherResponseIs481() {
        SipResponse ringing = rung(invite().build());
        for (String rack : List.of("7 1 INVITE", "", "nonsense", "99999999999999999999 1 INVITE")) {
            long cseq = 2L + responses(481).size();
            world.send(world.inDialog("PRACK", ringing, cseq).header("RAck", rack).build());
            assertThat(world.lastResponse().status()).isEqualTo(481);
        }
        world.send(prack(ringing, 10).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        answer(ringing);
        end();
    }

    @Test
    void progressCarriesOurAnswerAndThe200NoMore() {
        SipResponse ringing = rung(invite().build());
        world.send(prack(ringing, 2).build());
        SipResponse progress = progressed();
        assertThat(progress.hasBody()).isTrue();
        world.send(prack(progress, 3).build());
        answer(ringing);
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(world.lastResponse().hasBody()).isFalse();
        assertThat(world.agent.told).containsExactly("early SENDRECV", "answered SENDRECV");
        end();
    }

    @Test
    void progressWaitsForThePrackOfTheRingingAndTheAnswerForThatOfTheProgress() {
        SipResponse ringing = rung(invite().build());
        accept().progress();
        accept().answer();
        world.pass(SessionWorld.STEP);
        assertThat(responses(183)).isEmpty();
        world.send(prack(ringing, 2).build());
        SipResponse progress = responses(183).getFirst();
        assertThat(responses(200)).as("that of the PRACK").hasSize(1);
        world.send(prack(progress, 3).build());
        assertThat(responses(200)).hasSize(3);
        world.send(world.inDialog("ACK", ringing, 1).build());
        assertThat(world.agent.told).containsExactly("early SENDRECV", "answered SENDRECV");
        end();
    }

    @Test
    void updateBetweenProgressAndAnswerChangesWhatIsHeard() {
        SipResponse ringing = rung(invite().build());
        world.send(prack(ringing, 2).build());
        world.send(prack(progressed(), 3).build());
        world.send(
                world.inDialog("UPDATE", ringing, 4)
                        .body("application/sdp", SessionWorld.sdp("sendonly"))
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(world.lastResponse().hasBody()).isTrue();
        answer(ringing);
        assertThat(world.agent.told)
                .containsExactly("early SENDRECV", "early RECVONLY", "answered RECVONLY");
        end();
    }

    @Test
    void callerWithout100relHearsProgressAndGetsTheAnswerAgainInThe200() {
        SipResponse ringing = rung(invite().removeHeader("Supported").build());
        assertThat(ringing.header("RSeq")).isEmpty();
        SipResponse progress = progressed();
        assertThat(progress.header("RSeq")).isEmpty();
        assertThat(progress.hasBody()).isTrue();
        answer(ringing);
        assertThat(world.lastResponse().body()).isEqualTo(progress.body());
        assertThat(world.agent.told).containsExactly("early SENDRECV", "answered SENDRECV");
        end();
    }

    @Test
    void inviteWithoutAnOfferThatInsistsGetsOursAndThePrackBringsTheAnswer() {
        SipResponse ringing = rung(world.request("INVITE", 1).header("Require", "100rel").build());
        assertThat(ringing.hasBody()).isTrue();
        world.send(prack(ringing, 2).body("application/sdp", SessionWorld.sdp("sendrecv")).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        answer(ringing);
        assertThat(world.lastResponse().hasBody()).isFalse();
        assertThat(world.agent.told).containsExactly("early SENDRECV", "answered SENDRECV");
        end();
    }

    /** RFC 3264 §4: their offer has no answer yet. */
    @Test
    void offerInThePrackBesideOneThatHasNoAnswerIs500AndTheRingingIsAcknowledged() {
        SipResponse ringing = rung(invite().build());
        world.send(prack(ringing, 2).body("application/sdp", SessionWorld.sdp("sendonly")).build());
        assertThat(world.lastResponse().status()).isEqualTo(500);
        assertThat(world.lastResponse().hasBody()).isFalse();
        assertThat(Integer.parseInt(world.lastResponse().header("Retry-After").orElse("-1")))
                .isBetween(0, 10);
        world.pass(Duration.ofSeconds(20));
        assertThat(responses(180)).as("not sent again").hasSize(1);
        answer(ringing);
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        end();
    }

    @Test
    void offerInThePrackOfOurAnswerIsAnsweredInIts200() {
        SipResponse ringing = rung(invite().build());
        world.send(prack(ringing, 2).build());
        SipResponse progress = progressed();
        world.send(
                prack(progress, 3).body("application/sdp", SessionWorld.sdp("sendonly")).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(Responses.text(world.lastResponse().body())).contains("a=recvonly");
        answer(ringing);
        assertThat(world.lastResponse().hasBody()).isFalse();
        assertThat(world.agent.told)
                .containsExactly("early SENDRECV", "early RECVONLY", "answered RECVONLY");
        end();
    }

    @Test
    void unknownExtensionIsStill420() {
        world.send(invite().header("Require", "100rel, telepathy").build());
        assertThat(world.lastResponse().status()).isEqualTo(420);
        assertThat(world.lastResponse().header("Unsupported")).contains("telepathy");
    }

    private SipRequest called() {
        world.agent.call("10.0.0.9");
        SipRequest invite = world.lastRequest();
        assertThat(invite.values("Supported")).contains("100rel", "timer");
        return invite;
    }

    private void reply(SipRequest invite, int status, String tag, long rseq, String direction) {
        SipResponse.Builder response =
                SipResponse.to(invite, status)
                        .toTag(tag)
                        .contact(SipSyntax.nameAddr("<sip:" + tag + "@10.0.0.9>"));
        if (rseq > 0) {
            response.header("Require", "100rel").header("RSeq", Long.toString(rseq));
        }
        if (!direction.isEmpty()) {
            response.body("application/sdp", SessionWorld.sdp(direction));
        }
        world.respond(response.build());
    }

    @Test
    void weAcknowledgeWhatIsInOrderAndHearTheCalleeBeforeItAnswers() {
        SipRequest invite = called();
        reply(invite, 183, "a", 7, "sendrecv");
        SipRequest prack = world.lastRequest();
        assertThat(prack.method()).isEqualTo("PRACK");
        assertThat(prack.header("RAck")).contains("7 1 INVITE");
        assertThat(prack.cseq().number()).isEqualTo(2);
        world.respond(prack, 200, "");
        reply(invite, 183, "a", 7, "sendrecv");
        reply(invite, 180, "a", 9, "");
        assertThat(world.requests("PRACK")).as("a copy, and one out of order").hasSize(1);
        reply(invite, 180, "a", 8, "");
        world.respond(world.lastRequest(), 200, "");
        assertThat(world.requests("PRACK")).hasSize(2);
        reply(invite, 200, "a", 0, "");
        assertThat(world.lastRequest().method()).isEqualTo("ACK");
        assertThat(world.agent.told)
                .containsExactly("ringing", "early SENDRECV", "answered SENDRECV");
        Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
        world.pass(SessionWorld.STEP);
        assertThat(world.lastRequest().cseq().number()).as("after both PRACKs").isEqualTo(4);
        world.respond(world.lastRequest(), 200, "");
    }

    @Test
    void eachForkHasItsOwnDialogOrderAndAnswer() {
        SipRequest invite = called();
        reply(invite, 183, "a", 7, "sendrecv");
        world.respond(world.lastRequest(), 200, "");
        reply(invite, 183, "b", 100, "sendonly");
        SipRequest second = world.lastRequest();
        assertThat(second.toTag()).contains("b");
        assertThat(second.requestUri().toString()).isEqualTo("sip:b@10.0.0.9");
        assertThat(second.header("RAck")).contains("100 1 INVITE");
        world.respond(second, 200, "");
        reply(invite, 200, "a", 0, "");
        assertThat(world.agent.told)
                .containsExactly(
                        "ringing", "early SENDRECV", "early RECVONLY", "answered SENDRECV");
        end();
    }

    @Test
    void calleeMayChangeItsMediaBeforeItAnswers() {
        SipRequest invite = called();
        reply(invite, 183, "peer", 7, "sendrecv");
        world.respond(world.lastRequest(), 200, "");
        world.send(
                world.inDialog("UPDATE", invite, 1)
                        .body("application/sdp", SessionWorld.sdp("sendonly"))
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(world.agent.told).endsWith("early SENDRECV", "early RECVONLY");
        reply(invite, 200, "peer", 0, "");
        assertThat(world.agent.told).endsWith("early RECVONLY", "answered RECVONLY");
        end();
    }

    @Test
    void whatIsHeardUnreliablyIsSettledByThe200() {
        SipRequest invite = called();
        reply(invite, 183, "a", 0, "sendrecv");
        assertThat(world.requests("PRACK")).isEmpty();
        reply(invite, 200, "a", 0, "sendrecv");
        assertThat(world.agent.told)
                .containsExactly("ringing", "early SENDRECV", "answered SENDRECV");
        end();
    }

    @Test
    void forksBeyondTheBoundAreNotHeard() {
        SipRequest invite = called();
        for (int fork = 0; fork < 40; fork++) {
            reply(invite, 180, "f" + fork, 1, "");
        }
        assertThat(world.requests("PRACK").stream().map(SipRequest::toTag).distinct()).hasSize(16);
        reply(invite, 486, "f0", 0, "");
        assertThat(world.agent.told).endsWith("ended USER_BUSY");
    }
}
