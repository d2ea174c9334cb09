package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Cause;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.sdp.SdpDirection;

/** Carriers ask who we are within a call too: RFC 3261 §22.2 and §22.3. */
class ChallengeTest {
    private final SessionWorld world = new SessionWorld(1, 0);

    private void challenge(SipRequest request, int status, String nonce) {
        world.respond(
                SipResponse.to(request, status)
                        .toTag("peer")
                        .header(
                                status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate",
                                "Digest realm=\"carrier\", nonce=\"%s\", qop=\"auth\""
                                        .formatted(nonce))
                        .build());
    }

    /** A call through a carrier that asked once and was answered. */
    private void up() {
        world.agent.call("10.0.0.9", new DigestClient("us", "secret", new Random(1)));
        challenge(world.lastRequest(), 407, "n1");
        SipRequest invite = world.lastRequest();
        assertThat(invite.header("Proxy-Authorization").orElse("")).contains("nonce=\"n1\"");
        world.respond(
                SipResponse.to(invite, 200)
                        .toTag("peer")
                        .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"))
                        .header("Allow", "INVITE, ACK, BYE, UPDATE")
                        .header("Session-Expires", "1800;refresher=uac")
                        .body("application/sdp", SessionWorld.sdp("sendrecv"))
                        .build());
    }

    private void end() {
        Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
        world.pass(SessionWorld.STEP);
        world.respond(world.lastRequest(), 200, "");
    }

    @Test
    void ackBearsTheCredentialsOfItsInvite() {
        up();
        SipRequest ack = world.lastRequest();
        assertThat(ack.method()).isEqualTo("ACK");
        assertThat(ack.header("Proxy-Authorization").orElse("")).contains("nonce=\"n1\"");
        end();
    }

    @ParameterizedTest
    @CsvSource({"401, Authorization", "407, Proxy-Authorization"})
    void byeThatIsChallengedGoesOnceMoreWithThePassword(int status, String credentials) {
        up();
        Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
        world.pass(SessionWorld.STEP);
        SipRequest bye = world.lastRequest();
        challenge(bye, status, "n2");
        SipRequest proved = world.lastRequest();
        assertThat(proved.method()).isEqualTo("BYE");
        assertThat(proved.cseq().number()).isEqualTo(bye.cseq().number() + 1);
        assertThat(proved.header(credentials).orElse("")).contains("nonce=\"n2\"");
        challenge(proved, status, "n3");
        assertThat(world.requests("BYE")).as("and no more").hasSize(2);
        assertThat(world.agent.sip.sessions()).isZero();
    }

    @Test
    void refreshThatIsChallengedKeepsTheCall() {
        up();
        for (int times = 1; times <= 3; times++) {
            world.pass(Duration.ofMinutes(15));
            challenge(world.lastRequest(), 407, "r" + times);
            SipRequest proved = world.lastRequest();
            assertThat(proved.method()).isEqualTo("UPDATE");
            assertThat(proved.header("Proxy-Authorization").orElse(""))
                    .contains("nonce=\"r" + times + "\"");
            world.respond(
                    SipResponse.to(proved, 200)
                            .header("Session-Expires", "1800;refresher=uac")
                            .build());
        }
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        end();
    }

    @Test
    void holdThatIsChallengedIsAHoldAndItsAckIsProvedToo() {
        up();
        Modify.offer(world.agent.session(), SdpDirection.SENDONLY);
        world.pass(SessionWorld.STEP);
        challenge(world.lastRequest(), 401, "h");
        SipRequest proved = world.lastRequest();
        assertThat(proved.method()).isEqualTo("INVITE");
        assertThat(Responses.text(proved.body())).contains("a=sendonly");
        world.respond(proved, 200, "recvonly");
        SipRequest ack = world.lastRequest();
        assertThat(ack.method()).isEqualTo("ACK");
        assertThat(ack.cseq().number()).isEqualTo(proved.cseq().number());
        assertThat(ack.header("Authorization").orElse("")).contains("nonce=\"h\"");
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "changed SENDONLY");
        end();
    }

    @Test
    void whoHasNoPasswordTakesARefusalForOne() {
        world.agentCallsPeer();
        Modify.offer(world.agent.session(), SdpDirection.SENDONLY);
        world.pass(SessionWorld.STEP);
        challenge(world.lastRequest(), 407, "n");
        assertThat(world.agent.told).containsExactly("answered SENDRECV", "refused 407");
        end();
    }
}
