package zarang.sip.session;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * A fuzz target, for Jazzer ({@code make fuzz}) and for the test of its seeds: a trunk says
 * anything to a whole engine, whose user answers, rings and hangs up. Whatever it says, nothing is
 * left of it.
 *
 * <p>The input is datagrams with a line of {@code ----} between them. {@code $TAG}, {@code $CALL}
 * and {@code $BRANCH} stand for what the engine's last message of a dialog had, so that a seed
 * reaches into one.
 */
public final class SessionFuzz {
    private static final String BETWEEN = "----\n";
    private static final int DATAGRAMS_MAX = 40;
    private static final Duration STEP = Duration.ofMillis(400);

    private SessionFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        told(input);
    }

    /** Tells it; the world that it was told to. */
    static FuzzWorld told(byte[] input) {
        FuzzWorld world = new FuzzWorld(() -> List.of(Duration.ofMillis(1)));
        Stranger stranger = new Stranger(world.strangerOfTheTrunk());
        world.after(1, world::dialStranger);
        world.loop.advance(STEP);
        String all = new String(input, StandardCharsets.ISO_8859_1);
        String[] datagrams = all.split(BETWEEN, DATAGRAMS_MAX);
        for (String datagram : datagrams) {
            stranger.says(datagram);
            world.loop.advance(STEP);
        }
        world.hangUpAll();
        world.assertNothingLeft("a stranger");
        return world;
    }

    private static final class Stranger {
        private final MemoryNet.Node node;
        private String tag = "none";
        private String call = "none";
        private String branch = "none";

        Stranger(MemoryNet.Node node) {
            this.node = node;
            node.listen((message, source) -> {
                switch (message) {
                    case ParsedMessage.Request(SipRequest request) -> {
                        heard(request, request.fromTag().orElse(tag));
                        branch = request.topVia().params().get("branch").orElse(branch);
                    }
                    case ParsedMessage.Response(SipMessage response) ->
                            heard(response, response.toTag().orElse(tag));
                    default -> {} // an answer bears what was broken in its request
                }
            });
        }

        private void heard(SipMessage message, String engines) {
            tag = engines;
            call = message.callId();
        }

        void says(String datagram) {
            String said =
                    datagram.replace("$TAG", tag).replace("$CALL", call).replace("$BRANCH", branch);
            node.sendBytes(
                    said.getBytes(StandardCharsets.ISO_8859_1),
                    Hop.to(Protocol.UDP, new InetSocketAddress(FuzzWorld.HOST, 5060)));
        }
    }
}
