package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** Why a call ends, as Reason says it both ways: RFC 3326. */
class ReasonTest {
    private final SessionWorld world = new SessionWorld(1, 0);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = '>',
            value = {
                "Q.850;cause=16;text=\"Terminated\" > NORMAL_CLEARING",
                "Q.850;cause=41 > TEMPORARY_FAILURE",
                "SIP;cause=200;text=\"a, b\", q.850 ; text=\"x\" ; cause = 17 > USER_BUSY",
                "Q.850;cause=99 > INTERWORKING",
                "SIP;cause=487;text=\"so, Q.850;cause=17\" > NORMAL_CLEARING",
                "Q.850;text=\"cause=17\";cause=41 > TEMPORARY_FAILURE",
                "X.1;text=\"\\\"\", Q.850;cause=17 > USER_BUSY",
                "X;text=\"Q.850;cause=17 > NORMAL_CLEARING",
                "SIP;cause=503 > NORMAL_CLEARING",
                "Q.850;cause=99999999999 > NORMAL_CLEARING",
                "nonsense > NORMAL_CLEARING"
            })
    void byeOfTheOtherSideSaysWhy(String reason, Cause cause) {
        SipResponse setUp = world.peerCallsAgent();
        world.send(world.inDialog("BYE", setUp, 2).header("Reason", reason).build());
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "ended " + cause);
    }

    @Test
    void cancelOfTheOtherSideSaysWhy() {
        world.agent.answers = false;
        SipRequest invite =
                world.request("INVITE", 1)
                        .body("application/sdp", SessionWorld.sdp("sendrecv"))
                        .build();
        world.send(invite);
        world.send(
                world.request("CANCEL", 1)
                        .removeHeader("Via")
                        .via(invite.topVia())
                        .header("Reason", "SIP;cause=487, Q.850;cause=19")
                        .build());
        assertThat(world.agent.told).containsExactly("ended NO_ANSWER");
        assertThat(world.lastResponse().status()).isEqualTo(487);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "305 carrier.example Incompatible media format > 305",
                "399 x y, 304 x z > 399",
                "3055 x > none",
                "nonsense > none"
            })
    void warningOfARefusalIsItsCode(String warning, String code) {
        world.agent.call("10.0.0.9");
        SipRequest invite = world.lastRequest();
        SipResponse refusal =
                SipResponse.to(invite, 488).toTag("peer").header("Warning", warning).build();
        assertThat(Causes.warning(refusal).orElse("none")).isEqualTo(code);
        world.respond(refusal);
        assertThat(world.agent.told).containsExactly("ended NOT_ACCEPTABLE");
    }

    /** RFC 3326 §3.1: so the phone lists no missed call. */
    @Test
    void ourCancelSaysThatAnotherPhoneAnswered() {
        world.agent.call("10.0.0.9");
        SipRequest invite = world.lastRequest();
        world.respond(invite, 180, "");
        Close.end(world.agent.session(), Cause.ANSWERED_ELSEWHERE);
        world.pass(SessionWorld.STEP);
        assertThat(world.lastRequest().method()).isEqualTo("CANCEL");
        assertThat(world.lastRequest().header("Reason"))
                .contains("SIP;cause=200;text=\"Call completed elsewhere\"");
        world.respond(world.lastRequest(), 200, "");
        world.respond(invite, 487, "");
    }

    @Test
    void ourCancelAndByeSayWhy() {
        world.agent.call("10.0.0.9");
        SipRequest invite = world.lastRequest();
        world.respond(invite, 180, "");
        Close.end(world.agent.session(), Cause.NO_ANSWER);
        world.pass(SessionWorld.STEP);
        SipRequest cancel = world.lastRequest();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.header("Reason")).contains("Q.850;cause=19");
        world.respond(cancel, 200, "");
        world.respond(invite, 487, "");
    }
}
