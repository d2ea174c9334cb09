package zarang.sip.message;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zarang.media.MediaDescription;
import zarang.media.codec.Codecs;
import zarang.sip.sdp.SdpSession;

/**
 * A fuzz target, for Jazzer ({@code make fuzz}) and for the test of its seeds: whatever comes, the
 * codec says what it is, and what it calls a message can be read, written and read again.
 */
public final class CodecFuzz {
    private CodecFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        switch (new SipCodec().parse(bytes, 0, bytes.length)) {
            case ParsedMessage.Request(SipRequest request) -> {
                request.requestUri();
                request.maxForwards();
                request.recordRoutes();
                request.routes();
                readable(request);
                parsed(SipResponse.to(request, 486).toTag("t").build(), "the answer");
            }
            case ParsedMessage.Response(SipResponse response) -> {
                response.status();
                readable(response);
            }
            case ParsedMessage.Malformed bad -> {
                if (bad.request() != null) {
                    SipResponse.to(bad.request(), bad.status()).build().toBytes();
                }
            }
            case ParsedMessage.Unread unread -> throw new AssertionError("it was read");
            case ParsedMessage.KeepAlive alive -> {}
        }
    }

    private static void readable(SipMessage message) {
        message.vias();
        message.from();
        message.to();
        message.callId();
        message.cseq();
        message.contacts();
        message.expires();
        Optional<List<BodyPart>> bodies = message.bodies();
        bodies.ifPresent(all ->
                all.stream()
                        .filter(BodyPart::isSessionDescription)
                        .forEach(body ->
                                answered(new String(body.content(), StandardCharsets.UTF_8))));
        SipMessage again = parsed(message, "what was read");
        if (!again.callId().equals(message.callId())
                || !Arrays.equals(again.body(), message.body())) {
            throw new AssertionError("it means something else once it was written");
        }
    }

    private static void answered(String offer) {
        new SdpSession(
                        1,
                        new MediaDescription(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000),
                                Codecs.SPOKEN))
                .answer(offer);
    }

    private static SipMessage parsed(SipMessage message, String what) {
        byte[] bytes = message.toBytes();
        return switch (new SipCodec().parse(bytes, 0, bytes.length)) {
            case ParsedMessage.Request(SipRequest request) -> request;
            case ParsedMessage.Response(SipResponse response) -> response;
            case ParsedMessage other -> throw new AssertionError(what + " became " + other);
        };
    }
}
