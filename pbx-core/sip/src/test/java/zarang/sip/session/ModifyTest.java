package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Cause;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.SdpDirection;

/** A re-INVITE of our own, RFC 3261 §14.1: against a peer that does what it is told. */
class ModifyTest {
    private SessionWorld world = new SessionWorld(1, 0);

    private void hold() {
        Modify.offer(world.agent.session(), SdpDirection.SENDONLY);
        world.pass(SessionWorld.STEP);
    }

    private void resume() {
        Modify.offer(world.agent.session(), SdpDirection.SENDRECV);
        world.pass(SessionWorld.STEP);
    }

    private void end() {
        Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
        world.pass(SessionWorld.STEP);
        world.respond(world.lastRequest(), 200, "");
    }

    private static String body(SipMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Test
    void holdAndResumeAreOfferedAnsweredAndAcknowledgedInTheSameDialog() {
        SipRequest first = world.agentCallsPeer();
        hold();
        SipRequest hold = world.lastRequest();
        assertThat(hold.method()).isEqualTo("INVITE");
        assertThat(hold.callId()).isEqualTo(first.callId());
        assertThat(hold.fromTag()).isEqualTo(first.fromTag());
        assertThat(hold.toTag()).contains("peer");
        assertThat(hold.cseq().number()).isEqualTo(2);
        assertThat(hold.contacts()).hasSize(1);
        assertThat(body(hold)).contains("a=sendonly");
        world.respond(hold, 200, "recvonly");
        assertThat(world.lastRequest().method()).isEqualTo("ACK");
        assertThat(world.lastRequest().cseq().number()).isEqualTo(2);
        resume();
        assertThat(body(world.lastRequest())).contains("a=sendrecv");
        world.respond(world.lastRequest(), 200, "sendrecv");
        assertThat(world.agent.told)
                .containsExactly("answered SENDRECV", "changed SENDONLY", "changed SENDRECV");
        end();
    }

    @Test
    void versionOfTheDescriptionGrowsWithEachOfferThatDiffers() {
        world.agentCallsPeer();
        hold();
        world.respond(world.lastRequest(), 200, "recvonly");
        resume();
        world.respond(world.lastRequest(), 200, "sendrecv");
        List<Long> versions = world.requests("INVITE").stream().map(ModifyTest::version).toList();
        long first = versions.getFirst();
        assertThat(versions).as("RFC 3264 §8").containsExactly(first, first + 1, first + 2);
        end();
    }

    private static long version(SipRequest offer) {
        return Long.parseLong(
                body(offer).lines().skip(1).findFirst().orElseThrow().split(" ", -1)[2]);
    }

    @Test
    void reinviteIsSentAgainUntilItIsHeardAndItsAckWhenThe200ComesAgain() {
        world.agentCallsPeer();
        hold();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.requests("INVITE")).as("the first call's, and 0, 0.5, 1.5 s").hasSize(4);
        SipRequest hold = world.lastRequest();
        world.respond(hold, 200, "recvonly");
        world.respond(hold, 200, "recvonly");
        assertThat(world.requests("ACK").stream().map(ack -> ack.cseq().number()).toList())
                .containsExactly(1L, 2L, 2L);
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "changed SENDONLY");
        end();
    }

    private Duration restAfterGlare() {
        hold();
        SipRequest sent = world.lastRequest();
        int before = world.requests("INVITE").size();
        world.respond(sent, 491, "");
        Duration rested = Duration.ZERO;
        while (world.requests("INVITE").size() == before) {
            world.pass(SessionWorld.STEP);
            rested = rested.plus(SessionWorld.STEP);
            assertThat(rested).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(world.lastRequest().cseq().number()).isEqualTo(sent.cseq().number() + 1);
        assertThat(body(world.lastRequest())).contains("a=sendonly");
        world.respond(world.lastRequest(), 200, "recvonly");
        assertThat(world.agent.told.getLast()).isEqualTo("changed SENDONLY");
        end();
        return rested;
    }

    @Test
    void afterAGlareTheOwnerOfTheCallIdRestsFrom2100To4000Ms() {
        TreeSet<Duration> rests = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++) {
            world = new SessionWorld(seed, 0);
            world.agentCallsPeer();
            rests.add(restAfterGlare());
        }
        assertThat(rests.first()).isBetween(Duration.ofMillis(2090), Duration.ofMillis(2400));
        assertThat(rests.last()).isBetween(Duration.ofMillis(3700), Duration.ofMillis(4020));
        assertThat(rests).as("random, in units of 10 ms").hasSizeGreaterThan(30);
    }

    @Test
    void afterAGlareTheOtherSideRestsFrom0To2000Ms() {
        TreeSet<Duration> rests = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++) {
            world = new SessionWorld(seed, 0);
            world.peerCallsAgent();
            rests.add(restAfterGlare());
        }
        assertThat(rests.first()).isLessThan(Duration.ofMillis(300));
        assertThat(rests.last()).isBetween(Duration.ofMillis(1700), Duration.ofMillis(2020));
        assertThat(rests).hasSizeGreaterThan(30);
    }

    @Test
    void theirOfferWhileOursIsUnderWayGets491AndOursGoesOn() {
        SipRequest first = world.agentCallsPeer();
        hold();
        SipRequest hold = world.lastRequest();
        world.send(
                world.inDialog("INVITE", first, 7)
                        .body("application/sdp", SessionWorld.sdp("sendonly"))
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(491);
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        world.respond(hold, 200, "recvonly");
        assertThat(world.agent.told.getLast()).isEqualTo("changed SENDONLY");
        end();
    }

    @Test
    void whileWeRestTheirOfferIsTakenAndOursFollows() {
        SipRequest first = world.agentCallsPeer();
        hold();
        world.respond(world.lastRequest(), 491, "");
        world.send(
                world.inDialog("INVITE", first, 7)
                        .body("application/sdp", SessionWorld.sdp("sendrecv"))
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        world.pass(Duration.ofSeconds(5));
        assertThat(world.requests("INVITE")).as("theirs has no ACK yet").hasSize(2);
        world.send(world.inDialog("ACK", first, 7).build());
        assertThat(world.requests("INVITE")).hasSize(3);
        world.respond(world.lastRequest(), 200, "recvonly");
        assertThat(world.agent.told.getLast()).isEqualTo("changed SENDONLY");
        end();
    }

    @Test
    void offerBeforeTheAckOfOur200WaitsForIt() {
        world.send(
                world.request("INVITE", 1)
                        .body("application/sdp", SessionWorld.sdp("sendrecv"))
                        .build());
        SipResponse answer = world.lastResponse();
        hold();
        assertThat(world.requests("INVITE")).isEmpty();
        world.send(world.inDialog("ACK", answer, 1).build());
        assertThat(world.requests("INVITE")).hasSize(1);
        world.respond(world.lastRequest(), 200, "recvonly");
        end();
    }

    @Test
    void ofWishesThatWaitTheLastCounts() {
        world.agentCallsPeer();
        hold();
        SipRequest hold = world.lastRequest();
        resume();
        hold();
        resume();
        assertThat(world.requests("INVITE")).hasSize(2);
        world.respond(hold, 200, "recvonly");
        assertThat(body(world.lastRequest())).contains("a=sendrecv");
        world.respond(world.lastRequest(), 200, "sendrecv");
        assertThat(world.requests("INVITE")).hasSize(3);
        end();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 481})
    void whoKnowsNothingOfTheDialogOrIsNotThereEndsIt(int status) {
        world.agentCallsPeer();
        hold();
        world.respond(world.lastRequest(), status, "");
        assertThat(world.lastRequest().method()).isEqualTo("BYE");
        assertThat(world.agent.told.getLast()).isEqualTo("ended " + Causes.of(status));
        assertThat(world.agent.told).noneMatch(told -> told.startsWith("refused"));
        world.respond(world.lastRequest(), 481, "");
    }

    @Test
    void silenceFor32SecondsEndsIt() {
        world.agentCallsPeer();
        hold();
        world.pass(Duration.ofMillis(31_900));
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        world.pass(Duration.ofMillis(200));
        assertThat(world.agent.told.getLast()).isEqualTo("ended NO_USER_RESPONDING");
        assertThat(world.requests("BYE")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {488, 500, 503, 603})
    void anyOtherRefusalLeavesTheSessionAsItWas(int status) {
        SipRequest first = world.agentCallsPeer();
        hold();
        SipRequest hold = world.lastRequest();
        world.respond(hold, status, "");
        assertThat(world.lastRequest().method()).isEqualTo("ACK");
        assertThat(world.lastRequest().topVia().branch()).isEqualTo(hold.topVia().branch());
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "refused " + status);
        world.send(
                world.inDialog("INVITE", first, 7)
                        .body("application/sdp", SessionWorld.sdp("sendrecv"))
                        .build());
        assertThat(body(world.lastResponse())).as("not held").contains("a=sendrecv");
        world.send(world.inDialog("ACK", first, 7).build());
        end();
    }

    @Test
    void whileWeHoldAnOfferOfTheirsDoesNotResume() {
        SipRequest first = world.agentCallsPeer();
        hold();
        world.respond(world.lastRequest(), 200, "recvonly");
        world.send(
                world.inDialog("INVITE", first, 7)
                        .body("application/sdp", SessionWorld.sdp("sendrecv"))
                        .build());
        assertThat(body(world.lastResponse())).as("RFC 6337 §5.3").contains("a=sendonly");
        world.send(world.inDialog("ACK", first, 7).build());
        assertThat(world.agent.told.getLast()).isEqualTo("changed SENDONLY");
        end();
    }

    @Test
    void uselessAnswerToOurOfferIsAcknowledgedAndEndsTheCall() {
        world.agentCallsPeer();
        hold();
        world.respond(world.lastRequest(), 200, "");
        assertThat(world.requests("ACK")).hasSize(2);
        assertThat(world.lastRequest().method()).isEqualTo("BYE");
        assertThat(world.agent.told.getLast()).isEqualTo("ended NOT_ACCEPTABLE");
        world.respond(world.lastRequest(), 200, "");
    }

    @Test
    void glareWithoutEndIsGivenUpAndTheCallGoesOn() {
        world.agentCallsPeer();
        hold();
        List<SipRequest> refused = new ArrayList<>();
        for (int i = 0; i < 100 && !world.agent.told.contains("refused 491"); i++) {
            SipRequest last = world.requests("INVITE").getLast();
            if (!refused.contains(last)) {
                refused.add(last);
                world.respond(last, 491, "");
            }
            world.pass(Duration.ofMillis(450));
        }
        assertThat(refused).hasSize(8);
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "refused 491");
        end();
    }

    @Test
    void byeThatCrossesOurOfferEndsItAndTheLate200IsStillAcknowledged() {
        SipRequest first = world.agentCallsPeer();
        hold();
        SipRequest hold = world.lastRequest();
        world.send(world.inDialog("BYE", first, 7).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(world.agent.sip.sessions()).isZero();
        world.respond(hold, 200, "recvonly");
        assertThat(world.lastRequest().method()).isEqualTo("ACK");
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "ended NORMAL_CLEARING");
    }

    @Test
    void whoRestsAndIsHungUpOffersNothingMore() {
        world.agentCallsPeer();
        hold();
        world.respond(world.lastRequest(), 491, "");
        end();
        world.pass(Duration.ofSeconds(10));
        assertThat(world.requests("INVITE")).hasSize(2);
    }

    @Test
    void nothingIsOfferedInASessionThatIsNotUp() {
        world.agent.call("10.0.0.9");
        hold();
        assertThat(world.requests("INVITE")).hasSize(1);
        world.respond(world.lastRequest(), 486, "");
        hold();
        assertThat(world.agent.told).containsExactly("ended USER_BUSY");
    }
}
