package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.sdp.SdpDirection;

/** Session timers, RFC 4028: whoever vanished is found, in either role. */
class SessionTimerTest {
    private static final Duration HALF = Duration.ofMinutes(15);
    private static final Duration EIGHTH = Duration.ofSeconds(225);

    private final SessionWorld world = new SessionWorld(1, 0);

    private SipRequest.Builder invite() {
        return world.request("INVITE", 1).body("application/sdp", SessionWorld.sdp("sendrecv"));
    }

    private SipResponse answered(SipRequest invite) {
        world.send(invite);
        SipResponse answer = world.lastResponse();
        world.send(world.inDialog("ACK", answer, 1).build());
        return answer;
    }

    private void answerTheInvite(String... headers) {
        SipRequest invite = world.lastRequest();
        SipResponse.Builder answer =
                SipResponse.to(invite, 200)
                        .toTag("peer")
                        .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"))
                        .body("application/sdp", SessionWorld.sdp("sendrecv"));
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            answer.addHeader(parts[0], parts[1]);
        }
        world.respond(answer.build());
    }

    private void end() {
        Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
        world.pass(SessionWorld.STEP);
        world.respond(world.lastRequest(), 200, "");
    }

    @Test
    void callerWithoutSessionTimersIsRefreshedByUsWithAReinvite() {
        SipResponse answer = answered(invite().build());
        assertThat(answer.header("Session-Expires")).contains("1800;refresher=uas");
        assertThat(answer.header("Require")).isEmpty();
        world.pass(HALF);
        SipRequest refresh = world.lastRequest();
        assertThat(refresh.method()).isEqualTo("INVITE");
        assertThat(refresh.header("Session-Expires")).contains("1800;refresher=uac");
        world.respond(refresh, 200, "sendrecv");
        world.pass(HALF);
        assertThat(world.requests("INVITE")).as("without session timers it is asked").hasSize(1);
        assertThat(world.lastRequest().method()).isEqualTo("OPTIONS");
        world.respond(world.lastRequest(), 200, "");
        end();
    }

    @Test
    void callerThatServesUpdateIsRefreshedWithUpdateAgainAndAgain() {
        answered(invite().header("Allow", "INVITE, ACK, BYE, UPDATE").build());
        for (int times = 1; times <= 3; times++) {
            world.pass(HALF);
            assertThat(world.requests("UPDATE")).hasSize(times);
            SipRequest update = world.lastRequest();
            assertThat(update.hasBody()).isFalse();
            world.respond(
                    SipResponse.to(update, 200)
                            .header("Session-Expires", "1800;refresher=uac")
                            .build());
        }
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        end();
    }

    @Test
    void callerThatDoesNotAnswerTheRefreshIsLost() {
        answered(invite().header("Allow", "INVITE, ACK, BYE, UPDATE").build());
        world.pass(HALF);
        world.pass(Duration.ofSeconds(33));
        assertThat(world.agent.told).endsWith("ended NO_USER_RESPONDING");
        assertThat(world.lastRequest().method()).isEqualTo("BYE");
    }

    @Test
    void callerThatKnowsNothingOfTheCallAnyMoreIsLost() {
        answered(invite().header("Allow", "INVITE, ACK, BYE, UPDATE").build());
        world.pass(HALF);
        world.respond(world.lastRequest(), 481, "");
        assertThat(world.agent.told).hasSize(2).last().asString().startsWith("ended ");
    }

    @Test
    void updateThatIsNotServedIsFollowedByAReinvite() {
        answered(invite().header("Allow", "INVITE, ACK, BYE, UPDATE").build());
        world.pass(HALF);
        world.respond(world.lastRequest(), 405, "");
        assertThat(world.lastRequest().method()).isEqualTo("INVITE");
        world.respond(world.lastRequest(), 200, "sendrecv");
        end();
    }

    @Test
    void refreshThatIsRefusedGoesAgainBeforeTheOtherSideGivesTheCallUp() {
        answered(invite().header("Allow", "INVITE, ACK, BYE, UPDATE").build());
        world.pass(HALF);
        world.respond(world.lastRequest(), 491, "");
        world.pass(EIGHTH);
        assertThat(world.requests("UPDATE")).as("beside a re-INVITE of theirs").hasSize(2);
        world.respond(world.lastRequest(), 500, "");
        world.pass(EIGHTH);
        assertThat(world.requests("UPDATE")).hasSize(3);
        world.respond(
                SipResponse.to(world.lastRequest(), 200)
                        .header("Session-Expires", "1800;refresher=uac")
                        .build());
        world.pass(HALF.minusSeconds(1));
        assertThat(world.requests("UPDATE")).as("taken: half the time from here").hasSize(3);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.requests("UPDATE")).hasSize(4);
        end();
    }

    @Test
    void reinviteThatRefreshesAndIsRefusedGoesAgainToo() {
        answered(invite().build());
        world.pass(HALF);
        world.respond(world.lastRequest(), 503, "");
        world.pass(EIGHTH);
        assertThat(world.requests("INVITE")).hasSize(2);
        world.respond(world.lastRequest(), 200, "sendrecv");
        end();
    }

    @Test
    void reinviteThatAsksForTooLittleGoesAgainWithWhatTheOtherSideTakes() {
        answered(invite().build());
        world.pass(HALF);
        world.respond(SipResponse.to(world.lastRequest(), 422).header("Min-SE", "3600").build());
        SipRequest longer = world.lastRequest();
        assertThat(longer.method()).isEqualTo("INVITE");
        assertThat(longer.header("Session-Expires")).contains("3600;refresher=uac");
        assertThat(longer.header("Min-SE")).contains("3600");
        world.respond(
                SipResponse.to(longer, 200)
                        .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"))
                        .header("Session-Expires", "3600;refresher=uac")
                        .body("application/sdp", SessionWorld.sdp("sendrecv"))
                        .build());
        assertThat(world.agent.told).as("a refresh").doesNotContain("refused 422");
        world.pass(HALF.multipliedBy(2));
        assertThat(world.requests("INVITE")).as("half of an hour later").hasSize(3);
        world.respond(world.lastRequest(), 200, "sendrecv");
        end();
    }

    @Test
    void holdThatAsksForTooLittleIsAHoldAllTheSame() {
        world.agentCallsPeer();
        Modify.offer(world.agent.session(), SdpDirection.SENDONLY);
        world.pass(SessionWorld.STEP);
        world.respond(SipResponse.to(world.lastRequest(), 422).header("Min-SE", "3600").build());
        assertThat(Responses.text(world.lastRequest().body())).contains("a=sendonly");
        world.respond(world.lastRequest(), 200, "recvonly");
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "changed SENDONLY");
        end();
    }

    @Test
    void reinviteThatIsAlwaysTooShortIsGivenUpAndTheCallGoesOn() {
        answered(invite().build());
        world.pass(HALF);
        for (int least = 1_000; least <= 6_000; least += 1_000) {
            SipRequest last = world.lastRequest();
            if (last.is("INVITE")) {
                world.respond(
                        SipResponse.to(last, 422).header("Min-SE", "" + (2_000 + least)).build());
            }
        }
        assertThat(world.requests("INVITE")).as("three times longer").hasSize(4);
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        end();
    }

    @Test
    void callerThatRefreshesInTimeStaysAndOneThatStopsIsLostAThirdBeforeTheEnd() {
        SipResponse answer =
                answered(
                        invite().header("Supported", "timer")
                                .header("x", "90;refresher=uac")
                                .build());
        assertThat(answer.header("Session-Expires")).contains("90;refresher=uac");
        assertThat(answer.header("Require")).contains("timer");
        world.pass(Duration.ofSeconds(45));
        world.send(
                world.inDialog("UPDATE", answer, 2)
                        .header("Supported", "timer")
                        .header("Session-Expires", "90;refresher=uac")
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(world.lastResponse().header("Session-Expires")).contains("90;refresher=uac");
        world.pass(Duration.ofSeconds(59));
        assertThat(world.requests("BYE")).isEmpty();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.requests("BYE")).isNotEmpty();
        assertThat(world.agent.told).endsWith("ended NO_USER_RESPONDING");
    }

    @Test
    void intervalBelow90SecondsGets422UnlessItsSenderWouldNotUnderstand() {
        world.send(invite().header("Supported", "timer").header("Session-Expires", "60").build());
        assertThat(world.lastResponse().status()).isEqualTo(422);
        assertThat(world.lastResponse().header("Min-SE")).contains("90");
        SipResponse answer =
                answered(invite().callId("another").header("Session-Expires", "60").build());
        assertThat(answer.header("Session-Expires")).contains("90;refresher=uas");
        end();
    }

    @Test
    void weAskForLongerWhenToldThatTheIntervalIsTooSmall() {
        world.agent.call("10.0.0.9");
        SipRequest first = world.lastRequest();
        assertThat(first.header("Session-Expires")).contains("1800");
        assertThat(first.values("Supported")).contains("timer");
        world.respond(SipResponse.to(first, 422).toTag("peer").header("Min-SE", "3600").build());
        SipRequest second = world.lastRequest();
        assertThat(second.header("Session-Expires")).contains("3600");
        assertThat(second.header("Min-SE")).contains("3600");
        assertThat(second.cseq().number()).isEqualTo(2);
        world.respond(SipResponse.to(second, 422).toTag("peer").header("Min-SE", "3600").build());
        assertThat(world.agent.told).containsExactly("ended INTERWORKING");
    }

    @Test
    void calleeThatWantsToBeRefreshedEachSecondIsRefreshedAsOftenAsTheRfcAllows() {
        world.agent.call("10.0.0.9");
        answerTheInvite("Session-Expires: 1;refresher=uac", "Allow: INVITE, ACK, BYE, UPDATE");
        world.pass(Duration.ofSeconds(44));
        assertThat(world.requests("UPDATE")).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.requests("UPDATE")).hasSize(1);
        world.respond(world.lastRequest(), 200, "");
        end();
    }

    @Test
    void calleeThatWouldRefreshEachSecondIsNotHungUpOnBeforeItCan() {
        world.agent.call("10.0.0.9");
        answerTheInvite("Session-Expires: 1;refresher=uas");
        world.pass(Duration.ofSeconds(59));
        assertThat(world.requests("BYE")).isEmpty();
        end();
    }

    @Test
    void calleeThatWantsADayIsRefreshedAsWeWould() {
        world.agent.call("10.0.0.9");
        answerTheInvite("Session-Expires: 86400;refresher=uac", "Allow: INVITE, ACK, BYE, UPDATE");
        world.pass(HALF);
        assertThat(world.requests("UPDATE")).hasSize(1);
        world.respond(world.lastRequest(), 200, "");
        end();
    }

    @Test
    void callerThatRefreshedAndSaysNothingOfItAnyMoreInAReinviteIsRefreshedByUs() {
        SipResponse answer =
                answered(
                        invite().header("Supported", "timer")
                                .header("Session-Expires", "1800;refresher=uac")
                                .build());
        world.send(
                world.inDialog("INVITE", answer, 2)
                        .header("Allow", "INVITE, ACK, BYE, UPDATE")
                        .body("application/sdp", SessionWorld.sdp("sendonly"))
                        .build());
        assertThat(world.lastResponse().header("Session-Expires")).contains("1800;refresher=uas");
        world.send(world.inDialog("ACK", answer, 2).build());
        world.pass(HALF);
        assertThat(world.requests("UPDATE")).as("ours now").hasSize(1);
        world.respond(world.lastRequest(), 200, "");
        end();
    }

    @Test
    void offerThatTakesTheAudioAwayIsRefusedAndTheCallGoesOn() {
        SipResponse answer = answered(invite().build());
        world.send(
                world.inDialog("INVITE", answer, 2)
                        .body(
                                "application/sdp",
                                Responses.bytes(
                                        Responses.text(SessionWorld.sdp("sendrecv"))
                                                .replace("m=audio 6000", "m=audio 0")))
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(488);
        world.send(world.inDialog("ACK", answer, 2).build());
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        end();
    }

    @Test
    void calleeThatAnswersWithoutAudioIsAcknowledgedAndHungUpOn() {
        world.agent.call("10.0.0.9");
        SipRequest invite = world.lastRequest();
        world.respond(
                SipResponse.to(invite, 200)
                        .toTag("peer")
                        .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"))
                        .body(
                                "application/sdp",
                                Responses.bytes(
                                        Responses.text(SessionWorld.sdp("sendrecv"))
                                                .replace("m=audio 6000", "m=audio 0")))
                        .build());
        assertThat(world.requests("ACK")).hasSize(1);
        assertThat(world.lastRequest().method()).isEqualTo("BYE");
        world.respond(world.lastRequest(), 200, "");
        assertThat(world.agent.told).containsExactly("ended NOT_ACCEPTABLE");
    }

    @Test
    void calleeThatPromisedToRefreshAndDoesNotIsLost() {
        world.agent.call("10.0.0.9");
        answerTheInvite("Session-Expires: 600;refresher=uas", "Require: timer");
        world.pass(Duration.ofSeconds(567));
        assertThat(world.requests("BYE")).isEmpty();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.agent.told)
                .containsExactly("answered SENDRECV", "ended NO_USER_RESPONDING");
    }

    @Test
    void calleeWithoutSessionTimersIsAskedWithOptions() {
        world.agent.call("10.0.0.9");
        answerTheInvite();
        world.pass(HALF);
        assertThat(world.lastRequest().method()).isEqualTo("OPTIONS");
        world.respond(world.lastRequest(), 200, "");
        world.pass(HALF);
        assertThat(world.requests("OPTIONS")).hasSize(2);
        world.respond(world.lastRequest(), 481, "");
        assertThat(world.agent.told).last().asString().startsWith("ended ");
    }

    @Test
    void nonsenseInSessionExpiresIsNoWish() {
        SipResponse answer =
                answered(invite().header("Session-Expires", "soon;refresher=me").build());
        assertThat(answer.header("Session-Expires")).contains("1800;refresher=uas");
        end();
    }
}
