package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;

/** REFER of a phone, RFC 3515: whom it is taken from, what the calls hear, what the phone hears. */
class ReferTest {
    private final EngineWorld world = new EngineWorld(1, 0, 10);

    /** A phone of ours, driven by hand, in a talk that we began. */
    private final class Talk {
        final LegId leg = world.legs.next();
        final SipRequest invite;
        private long cseq;

        Talk() {
            world.execute(
                    new LegCommand.Dial(
                            leg,
                            leg,
                            new DialTarget.Fixed("sip:phone@10.0.0.9"),
                            CallerShown.of("", "")));
            invite = (SipRequest) world.received.getLast();
            world.respond(
                    SipResponse.to(invite, 200)
                            .toTag("phone")
                            .contact(SipSyntax.nameAddr("<sip:phone@10.0.0.9>"))
                            .body(
                                    "application/sdp",
                                    EngineWorld.OFFER.getBytes(StandardCharsets.UTF_8))
                            .build());
        }

        SipRequest.Builder request(String method) {
            return world.request(method, invite.callId(), ++cseq)
                    .from(invite.to().withTag("phone"))
                    .to(invite.from());
        }

        SipResponse refer(String target) {
            return refer(request("REFER").header("Refer-To", target));
        }

        SipResponse refer(SipRequest.Builder request) {
            int before = world.received.size();
            world.send(request.build());
            return world.received.subList(before, world.received.size()).stream()
                    .filter(SipResponse.class::isInstance)
                    .map(SipResponse.class::cast)
                    .findFirst()
                    .orElseThrow();
        }

        void tell(TransferProgress progress) {
            world.execute(new LegCommand.TellTransfer(leg, cseq, progress));
        }

        void end() {
            world.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
            SipRequest bye = lastRequest();
            assertThat(bye.method()).isEqualTo("BYE");
            world.respond(SipResponse.to(bye, 200).build());
        }
    }

    private SipRequest lastRequest() {
        return world.received.reversed().stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void heard(String fragment, String state) {
        SipRequest notify = lastRequest();
        assertThat(notify.method()).isEqualTo("NOTIFY");
        assertThat(notify.header("Event").orElse("")).startsWith("refer");
        assertThat(notify.header("Subscription-State").orElse("")).startsWith(state);
        assertThat(notify.contentType()).contains("message/sipfrag");
        assertThat(new String(notify.body(), StandardCharsets.UTF_8))
                .startsWith("SIP/2.0 " + fragment);
        world.respond(SipResponse.to(notify, 200).build());
    }

    private List<LegEvent> wishes() {
        return world.events.stream().filter(LegEvent.TransferWanted.class::isInstance).toList();
    }

    @Test
    void phoneHearsWhatBecomesOfItsBlindTransfer() {
        Talk talk = new Talk();
        assertThat(talk.refer("<sip:+98-21-555@10.0.0.1>").status()).isEqualTo(202);
        heard("100", "active");
        assertThat(wishes())
                .containsExactly(
                        new LegEvent.TransferWanted(
                                talk.leg, 1, new TransferTarget.Dialled("+9821555")));
        talk.tell(new TransferProgress.Ringing());
        heard("180", "active");
        talk.tell(new TransferProgress.Done());
        heard("200", "terminated");
        int before = world.received.size();
        talk.tell(new TransferProgress.Ringing());
        assertThat(world.received).as("nothing after the last word").hasSize(before);
        talk.end();
    }

    @Test
    void secondWishIsToldUnderItsOwnNameAndAFailureWithItsStatus() {
        Talk talk = new Talk();
        talk.refer("<tel:+9821555>");
        talk.tell(new TransferProgress.Failed(Cause.USER_BUSY));
        heard("486", "terminated");
        talk.refer("sip:2002@10.0.0.1");
        assertThat(lastRequest().header("Event")).contains("refer;id=2");
        talk.tell(new TransferProgress.Failed(Cause.NO_ANSWER));
        heard("480", "terminated");
        talk.end();
    }

    @Test
    void attendedTransferNamesTheOtherLegOfThePhone() {
        Talk first = new Talk();
        Talk second = new Talk();
        String replaces =
                second.invite.callId()
                        + "%3Bto-tag%3D"
                        + second.invite.fromTag().orElseThrow()
                        + "%3Bfrom-tag%3Dphone";
        assertThat(first.refer("<sip:1000@10.0.0.1?Replaces=" + replaces + ">").status())
                .isEqualTo(202);
        assertThat(wishes())
                .containsExactly(
                        new LegEvent.TransferWanted(
                                first.leg, 1, new TransferTarget.Leg(second.leg)));
        first.tell(new TransferProgress.Done());
        first.end();
        second.end();
    }

    @Test
    void dialogThatIsNotOursIsToldAs481AndTheOwnOneIs400() {
        Talk talk = new Talk();
        assertThat(talk.refer("<sip:1000@10.0.0.1?Replaces=nobody%3Bto-tag%3Da>").status())
                .isEqualTo(202);
        heard("481", "terminated");
        String own =
                talk.invite.callId()
                        + "%3Bto-tag%3D"
                        + talk.invite.fromTag().orElseThrow()
                        + "%3Bfrom-tag%3Dphone";
        assertThat(talk.refer("<sip:1000@10.0.0.1?Replaces=" + own + ">").status()).isEqualTo(400);
        assertThat(wishes()).isEmpty();
        talk.end();
    }

    @Test
    void everyOtherWishHasItsRefusal() {
        Talk talk = new Talk();
        assertThat(talk.refer(talk.request("REFER")).status()).isEqualTo(400);
        assertThat(
                        talk.refer(
                                        talk.request("REFER")
                                                .addHeader("Refer-To", "<sip:1@10.0.0.1>")
                                                .addHeader("Refer-To", "<sip:2@10.0.0.1>"))
                                .status())
                .isEqualTo(400);
        assertThat(talk.refer("<<").status()).isEqualTo(400);
        assertThat(talk.refer("<sip:" + "9".repeat(5_000) + "@10.0.0.1>").status()).isEqualTo(413);
        assertThat(talk.refer("<http://example.org/>").status()).isEqualTo(416);
        assertThat(talk.refer("<sip:2002@10.0.0.1;method=BYE>").status()).isEqualTo(603);
        assertThat(wishes()).isEmpty();
        talk.end();
    }

    @Test
    void phoneThatWantsToHearNothingHearsNothing() {
        Talk talk = new Talk();
        SipResponse taken =
                talk.refer(
                        talk.request("REFER")
                                .header("Refer-To", "<sip:2002@10.0.0.1>")
                                .header("Refer-Sub", "false"));
        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.header("Refer-Sub")).contains("false");
        assertThat(wishes()).hasSize(1);
        talk.tell(new TransferProgress.Done());
        assertThat(world.requests()).doesNotContain("NOTIFY");
        talk.end();
    }

    @Test
    void wishThatNobodyTellsOfEndsAfterThreeMinutes() {
        Talk talk = new Talk();
        talk.refer("<sip:2002@10.0.0.1>");
        heard("100", "active");
        world.loop.advance(Duration.ofMinutes(3));
        heard("408", "terminated");
        talk.end();
    }

    @Test
    void fourWishesWaitAtOneTimeAndTheFifthIsToComeLater() {
        Talk talk = new Talk();
        for (int i = 0; i < 4; i++) {
            assertThat(talk.refer("<sip:2002@10.0.0.1>").status()).isEqualTo(202);
            heard("100", "active");
        }
        SipResponse fifth = talk.refer("<sip:2002@10.0.0.1>");
        assertThat(fifth.status()).isEqualTo(500);
        assertThat(fifth.header("Retry-After")).isPresent();
        talk.end();
    }

    @Test
    void trunkIsNotTransferredFor() {
        world.send(world.invite("r1").build());
        world.execute(new LegCommand.Answer(world.arrived()));
        SipResponse answer = world.lastResponse();
        world.send(world.inDialog("ACK", answer, 1).build());
        world.send(
                world.inDialog("REFER", answer, 2)
                        .header("Refer-To", "<sip:+9821555@10.0.0.1>")
                        .build());
        assertThat(world.lastResponse().status()).isEqualTo(403);
        assertThat(wishes()).isEmpty();
        world.execute(new LegCommand.HangUp(world.arrived(), Cause.NORMAL_CLEARING));
    }
}
