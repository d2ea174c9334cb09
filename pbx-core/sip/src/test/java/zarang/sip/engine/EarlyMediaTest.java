package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;

/** Audio before the answer, both ways, and hold: what the calls hear of it. */
class EarlyMediaTest {
    private final EngineWorld world = new EngineWorld(1, 0, 10);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private SipResponse progress(SipRequest invite) {
        world.send(invite);
        world.execute(new LegCommand.Progress(world.arrived()));
        SipResponse progress = world.lastResponse();
        assertThat(progress.status()).isEqualTo(183);
        assertThat(progress.hasBody()).isTrue();
        return progress;
    }

    private void reject() {
        world.execute(new LegCommand.Reject(world.arrived(), Cause.USER_BUSY));
        SipResponse refusal = world.lastResponse();
        world.send(world.inDialog("ACK", refusal, 1).build());
    }

    @Test
    void trunkThatNamesItsOwnAddressHearsUsBeforeTheAnswer() {
        progress(world.invite("p1").build());
        assertThat(world.media.open().getFirst().told())
                .containsSubsequence("withhold", "connect 8 101 SEND_RECEIVE early", "release");
        reject();
    }

    @Test
    void callerThatNamesAnotherAddressHearsUsOnlyOnceItsPrackCame() {
        String elsewhere = EngineWorld.OFFER.replace("10.0.0.9", "10.0.0.77");
        SipResponse progress =
                progress(
                        world.request("INVITE", "p2", 1)
                                .header("Supported", "100rel")
                                .body("application/sdp", bytes(elsewhere))
                                .build());
        assertThat(world.media.open().getFirst().told()).doesNotContain("release");
        world.send(
                world.inDialog("PRACK", progress, 2)
                        .header("RAck", progress.header("RSeq").orElse("") + " 1 INVITE")
                        .build());
        assertThat(world.media.open().getFirst().told()).contains("release");
        reject();
    }

    @Test
    void calleeThatSendsAudioBeforeItAnswersIsAudible() {
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg,
                        world.legs.next(),
                        new DialTarget.Fixed("sip:callee@10.0.0.9"),
                        CallerShown.of("", "")));
        SipRequest invite = (SipRequest) world.received.getLast();
        SipResponse progress =
                SipResponse.to(invite, 183)
                        .toTag("callee")
                        .contact(SipSyntax.nameAddr("<sip:callee@10.0.0.9>"))
                        .body("application/sdp", bytes(EngineWorld.OFFER))
                        .build();
        world.respond(progress);
        assertThat(world.events)
                .containsExactly(new LegEvent.Ringing(leg), new LegEvent.Ringing(leg, true));
        assertThat(world.media.open().getFirst().told())
                .contains("signalled-from 10.0.0.9", "connect 8 101 SEND_RECEIVE early");
        world.respond(SipResponse.to(invite, 486).toTag("callee").build());
    }

    @Test
    void fromTheAnswerOnTheCalleeIsToSpeak() {
        LegId leg = world.legs.next();
        world.execute(
                new LegCommand.Dial(
                        leg,
                        world.legs.next(),
                        new DialTarget.Fixed("sip:callee@10.0.0.9"),
                        CallerShown.of("", "")));
        SipRequest invite = (SipRequest) world.received.getLast();
        for (int status : new int[] {183, 200}) {
            world.respond(
                    SipResponse.to(invite, status)
                            .toTag("callee")
                            .contact(SipSyntax.nameAddr("<sip:callee@10.0.0.9>"))
                            .body("application/sdp", bytes(EngineWorld.OFFER))
                            .build());
        }
        assertThat(world.media.open().getFirst().told())
                .containsSubsequence(
                        "connect 8 101 SEND_RECEIVE early", "connect 8 101 SEND_RECEIVE");
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        world.loop.advance(Duration.ofSeconds(1));
    }

    @Test
    void holdAndResumeOfTheOtherSideAreTold() {
        world.send(world.invite("h1").build());
        LegId leg = world.arrived();
        world.execute(new LegCommand.Answer(leg));
        SipResponse answer = world.lastResponse();
        world.send(world.inDialog("ACK", answer, 1).build());
        for (String direction : new String[] {"sendonly", "sendonly", "sendrecv"}) {
            long cseq = 2L + world.requests().size() + world.received.size();
            world.send(
                    world.inDialog("UPDATE", answer, cseq)
                            .body(
                                    "application/sdp",
                                    bytes(EngineWorld.OFFER + "a=" + direction + "\r\n"))
                            .build());
            assertThat(world.lastResponse().status()).isEqualTo(200);
        }
        assertThat(world.events)
                .filteredOn(LegEvent.Held.class::isInstance)
                .containsExactly(new LegEvent.Held(leg, true), new LegEvent.Held(leg, false));
        world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
        world.loop.advance(Duration.ofSeconds(1));
    }
}
