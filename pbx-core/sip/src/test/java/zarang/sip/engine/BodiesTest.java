package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.media.rtp.PayloadNumbers;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** What real equipment puts into the bodies of INVITE, ACK and INFO. */
class BodiesTest {
    private static final String MIXED = "multipart/mixed;boundary=\"a b\"";
    private static final String SDP = "Content-Type: application/sdp\r\n\r\n" + EngineWorld.OFFER;

    private final EngineWorld world = new EngineWorld(3, 0, 10);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] parts(String... parts) {
        return bytes("--a b\r\n" + String.join("\r\n--a b\r\n", parts) + "\r\n--a b--\r\n");
    }

    private static String part(String type, String handling) {
        return "Content-Type: "
                + type
                + "\r\n"
                + (handling.isEmpty()
                        ? ""
                        : "Content-Disposition: signal;handling=" + handling + "\r\n")
                + "\r\nx";
    }

    private SipResponse answerTo(SipRequest request) {
        world.received.clear();
        world.send(request);
        return world.lastResponse();
    }

    /** Answers the call, acknowledges the 200 and gives it. */
    private SipResponse answered(SipRequest.Builder ack) {
        world.execute(new LegCommand.Answer(world.arrived()));
        SipResponse success = world.lastResponse();
        assertThat(success.status()).isEqualTo(200);
        world.send(ack.to(success.to()).build());
        return success;
    }

    private void hangUp(SipResponse success, long cseq) {
        assertThat(answerTo(world.inDialog("BYE", success, cseq).build()).status()).isEqualTo(200);
    }

    @Test
    void offerIsFoundBesideOtherBodies() {
        int number = 0;
        for (byte[] body :
                List.of(
                        parts(SDP, part("application/isup;version=x", "optional")),
                        parts(part("application/pidf+xml", ""), SDP),
                        parts(part("application/x", "optional"), part("text/plain", ""), SDP))) {
            String call = "m" + number++;
            world.send(world.invite(call).body(MIXED, body).build());
            SipResponse success = answered(world.request("ACK", call, 1));
            assertThat(new String(success.body(), StandardCharsets.UTF_8)).contains("m=audio ");
            assertThat(world.media.open().getLast().told()).contains("connect 8 101 SEND_RECEIVE");
            hangUp(success, 2);
        }
    }

    @Test
    void aBodyThatMustBeUnderstoodAndIsNotIsRefused() {
        for (byte[] body :
                List.of(
                        parts(SDP, part("application/isup", "required")),
                        parts(part("application/pidf+xml", "")),
                        parts(SDP.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n")))) {
            SipResponse refusal =
                    answerTo(world.invite("r" + body.length).body(MIXED, body).build());
            assertThat(refusal.status()).isEqualTo(415);
            assertThat(refusal.header("Accept")).contains("application/sdp, multipart/mixed");
        }
        assertThat(answerTo(world.invite("b").body("multipart/mixed", parts(SDP)).build()).status())
                .as("without a boundary")
                .isEqualTo(400);
        assertThat(world.events).isEmpty();
    }

    @Test
    void aBodyThatMayBeLeftAsideIsNoOffer() {
        world.send(
                world.invite("o")
                        .body("application/x", bytes("x"))
                        .header("Content-Disposition", "render;handling=optional")
                        .build());
        SipResponse success = answered(world.request("ACK", "o", 1).body(MIXED, parts(SDP)));
        assertThat(new String(success.body(), StandardCharsets.UTF_8)).contains(" 8 0 9 101\r\n");
        assertThat(world.media.open().getLast().told()).contains("connect 8 101 SEND_RECEIVE");
        hangUp(success, 2);
    }

    @Test
    void lateAnswerMayNameAnotherNumberForDigits() {
        world.send(world.request("INVITE", "l", 1).build());
        SipResponse success =
                answered(
                        world.request("ACK", "l", 1)
                                .body(
                                        "application/sdp",
                                        bytes(EngineWorld.OFFER.replace("101", "96"))));
        assertThat(world.media.open().getLast().told()).contains("connect 8 96 SEND_RECEIVE");
        assertThat(world.media.open().getLast().numbers())
                .isEqualTo(
                        new PayloadNumbers(
                                8, Map.of(), Set.of(96, 101), 20, PayloadNumbers.ANY_MS));
        hangUp(success, 2);
    }

    @Test
    void aHostNameIsWhereTheSignallingComesFrom() {
        world.send(
                world.invite("h")
                        .body(
                                "application/sdp",
                                bytes(
                                        EngineWorld.OFFER.replace(
                                                "c=IN IP4 10.0.0.9", "c=IN IP4 pbx.example")))
                        .build());
        SipResponse success = answered(world.request("ACK", "h", 1));
        assertThat(world.media.open().getLast().remote())
                .isEqualTo(new InetSocketAddress("10.0.0.9", 4000));
        hangUp(success, 2);
    }

    @Test
    void everyRefusedOfferSaysWhy() {
        String[][] refused = {
            {
                "RTP/AVP 8 101",
                "RTP/SAVP 8 101",
                "302 zarang \"only RTP/AVP and RTP/AVPF are spoken\""
            },
            {"IP4 10.0.0.9\r\nt", "IP4 224.0.0.5\r\nt", "330 zarang \"multicast is not spoken\""},
            {"m=audio 4000", "m=audio 22", "399 zarang \"media port below 1024\""},
            {"m=audio", "m=video", "304 zarang \"no audio\""},
            {"v=0", "v=1", "399 zarang \"not version 0\""},
        };
        for (String[] each : refused) {
            SipResponse refusal =
                    answerTo(
                            world.invite("w" + each[1].length())
                                    .body(
                                            "application/sdp",
                                            bytes(EngineWorld.OFFER.replace(each[0], each[1])))
                                    .build());
            assertThat(refusal.status()).as(each[1]).isEqualTo(488);
            assertThat(refusal.header("Warning")).contains(each[2]);
        }
        world.send(world.invite("s").build());
        world.execute(new LegCommand.Reject(world.arrived(), Cause.NOT_ACCEPTABLE));
        assertThat(world.lastResponse().status()).isEqualTo(488);
        assertThat(world.lastResponse().header("Warning")).isPresent();
    }

    @Test
    void aRefusedReInviteSaysWhyAndTheCallGoesOn() {
        world.send(world.invite("g").build());
        SipResponse success = answered(world.request("ACK", "g", 1));
        SipResponse refusal =
                answerTo(
                        world.inDialog("INVITE", success, 2)
                                .body(
                                        "application/sdp",
                                        bytes(EngineWorld.OFFER.replace("8 101", "18 101")))
                                .build());
        assertThat(refusal.status()).isEqualTo(488);
        assertThat(refusal.header("Warning").orElseThrow()).startsWith("305 zarang ");
        hangUp(success, 3);
    }

    @Test
    void digitsByInfoCountInEveryFormAndNonsenseIsSaidToBe() {
        world.send(world.invite("i").build());
        SipResponse success = answered(world.request("ACK", "i", 1));
        String[][] infos = {
            {"application/dtmf-relay;charset=utf-8", "Signal = 5\r\n", "200"},
            {"APPLICATION/DTMF", "d", "200"},
            {
                MIXED,
                new String(
                        parts(part("text/plain", ""), "c: application/dtmf\r\n\r\n7"),
                        StandardCharsets.UTF_8),
                "200"
            },
            {"application/dtmf-relay", "Signal=16\r\n", "200"},
            {"application/dtmf-relay", "Signal=\r\n", "400"},
            {"application/x-other", "5", "415"},
        };
        for (int i = 0; i < infos.length; i++) {
            SipResponse answer =
                    answerTo(
                            world.inDialog("INFO", success, i + 2L)
                                    .body(infos[i][0], bytes(infos[i][1]))
                                    .build());
            assertThat(answer.status()).as(infos[i][1]).isEqualTo(Integer.parseInt(infos[i][2]));
        }
        assertThat(answerTo(world.inDialog("INFO", success, 20).build()).status()).isEqualTo(200);
        assertThat(digits()).isEqualTo("5D7");
        hangUp(success, 21);
    }

    @Test
    void aPhoneMayPressByRtpFirstAndByInfoLater() {
        world.send(world.invite("p").build());
        SipResponse success = answered(world.request("ACK", "p", 1));
        world.media.open().getFirst().listener().digit('1');
        world.loop.advance(Duration.ofSeconds(2));
        answerTo(world.inDialog("INFO", success, 2).body("application/dtmf", bytes("2")).build());
        world.media.open().getFirst().listener().digit('2');
        world.loop.advance(Duration.ofSeconds(2));
        world.media.open().getFirst().listener().digit('3');
        world.loop.settle();
        assertThat(digits()).isEqualTo("123");
        assertThat(world.media.open().getFirst().told())
                .as("its events go on by themselves")
                .noneMatch(told -> told.startsWith("pass-on"));
        hangUp(success, 3);
    }

    @Test
    void keysThatComeByInfoAloneGoOnToWhoeverHearsThePhone() {
        world.send(world.invite("o").build());
        SipResponse success = answered(world.request("ACK", "o", 1));
        for (int i = 0; i < 3; i++) {
            answerTo(
                    world.inDialog("INFO", success, i + 2L)
                            .body("application/dtmf-relay", bytes("Signal=" + i + "\r\n"))
                            .build());
        }
        assertThat(world.media.open().getFirst().told())
                .containsSubsequence("pass-on 0", "pass-on 1", "pass-on 2");
        assertThat(digits()).isEqualTo("012");
        hangUp(success, 5);
    }

    private String digits() {
        StringBuilder digits = new StringBuilder();
        world.events.forEach(event -> {
            if (event instanceof LegEvent.Digit digit) {
                digits.append(digit.digit());
            }
        });
        return digits.toString();
    }
}
