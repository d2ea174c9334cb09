package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.SdpDirection;

/** An UPDATE of theirs, RFC 3311: refresh, another offer, and offers that meet. */
class UpdateTest {
    private final SessionWorld world = new SessionWorld(1, 0);

    private SipRequest.Builder offering(SipRequest.Builder request, String direction) {
        return request.body("application/sdp", SessionWorld.sdp(direction));
    }

    private void end() {
        Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
        world.pass(SessionWorld.STEP);
        world.respond(world.lastRequest(), 200, "");
    }

    @Test
    void updateHoldsAndResumesWithoutAnAck() {
        SipResponse setUp = world.peerCallsAgent();
        world.send(offering(world.inDialog("UPDATE", setUp, 2), "sendonly").build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(Responses.text(world.lastResponse().body())).contains("a=recvonly");
        world.send(offering(world.inDialog("UPDATE", setUp, 3), "sendrecv").build());
        assertThat(Responses.text(world.lastResponse().body())).contains("a=sendrecv");
        assertThat(world.agent.told)
                .containsExactly("answered SENDRECV", "changed RECVONLY", "changed SENDRECV");
        end();
    }

    @Test
    void updateWithoutAnOfferMovesTheOtherSide() {
        SipResponse setUp = world.peerCallsAgent();
        world.send(world.inDialog("UPDATE", setUp, 2).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        assertThat(world.lastResponse().hasBody()).isFalse();
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        end();
    }

    @Test
    void offerThatMeetsOursIs491() {
        SipRequest setUp = world.agentCallsPeer();
        Modify.offer(world.agent.session(), SdpDirection.SENDONLY);
        world.pass(SessionWorld.STEP);
        SipRequest hold = world.lastRequest();
        world.send(offering(world.inDialog("UPDATE", setUp, 1), "sendonly").build());
        assertThat(world.lastResponse().status()).isEqualTo(491);
        world.respond(hold, 200, "recvonly");
        end();
    }

    @Test
    void offerBeforeOursIsAnsweredIs500WithRetryAfterAndARefreshIsTaken() {
        world.agent.answers = false;
        world.send(offering(world.request("INVITE", 1), "sendrecv").build());
        SipResponse ringing = world.lastResponse();
        assertThat(ringing.status()).isEqualTo(180);
        world.send(offering(world.inDialog("UPDATE", ringing, 2), "sendonly").build());
        assertThat(world.lastResponse().status()).isEqualTo(500);
        assertThat(Integer.parseInt(world.lastResponse().header("Retry-After").orElse("-1")))
                .isBetween(0, 10);
        world.send(world.inDialog("UPDATE", ringing, 3).build());
        assertThat(world.lastResponse().status()).isEqualTo(200);
        Objects.requireNonNull(world.agent.accept).answer();
        world.pass(SessionWorld.STEP);
        world.send(world.inDialog("ACK", ringing, 1).build());
        end();
    }

    /** RFC 3261 §14.2: of two INVITEs that meet, 491; of a second one that comes too soon, 500. */
    @Test
    void reinviteBeforeTheAnswerIs491BesideOursAnd500BesideTheirs() {
        world.agent.call("10.0.0.9");
        SipRequest invite = world.lastRequest();
        world.respond(invite, 180, "");
        world.send(offering(world.inDialog("INVITE", invite, 1), "sendonly").build());
        assertThat(world.lastResponse().status()).isEqualTo(491);
        world.respond(invite, 486, "");
        world.agent.answers = false;
        world.send(offering(world.request("INVITE", 1), "sendrecv").build());
        SipResponse ringing = world.lastResponse();
        Set<String> waits = new HashSet<>();
        for (int cseq = 2; cseq < 12; cseq++) {
            world.send(offering(world.inDialog("INVITE", ringing, cseq), "sendonly").build());
            assertThat(world.lastResponse().status()).isEqualTo(500);
            waits.add(world.lastResponse().header("Retry-After").orElse(""));
        }
        assertThat(waits).as("by chance").hasSizeGreaterThan(2);
        Objects.requireNonNull(world.agent.accept).answer();
        world.pass(SessionWorld.STEP);
        world.send(world.inDialog("ACK", ringing, 1).build());
        end();
    }

    @Test
    void updateOutsideAnyDialogIs481() {
        world.send(world.request("UPDATE", 1).build());
        assertThat(world.lastResponse().status()).isEqualTo(481);
    }

    @Test
    void offerThatCannotBeUsedIs488AndChangesNothing() {
        SipResponse setUp = world.peerCallsAgent();
        world.send(
                world.inDialog("UPDATE", setUp, 2)
                        .body("application/sdp", Responses.bytes("v=0\r\ns=-\r\n"))
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(488);
        assertThat(world.lastResponse().header("Warning")).isPresent();
        assertThat(world.agent.told).containsExactly("answered SENDRECV");
        end();
    }
}
