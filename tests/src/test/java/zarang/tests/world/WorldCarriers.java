package zarang.tests.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.config.AddressPrefix;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.session.ReferringPhone;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.TrunkLimits;
import zarang.sip.trunk.TrunkNumbers;
import zarang.sip.trunk.WayOut;

/**
 * Two carriers that agents call out through, the second where the first cannot: at times they say
 * so, with and without how long, and at times they say nothing at all.
 */
final class WorldCarriers {
    static final List<String> NAMES = List.of("one", "two");
    static final String NUMBER = "09121234567";

    private static final int AWAY_MAX_MS = 60_000;

    private final World world;
    private final List<Carrier> carriers = new ArrayList<>();

    WorldCarriers(World world) {
        this.world = world;
        for (int i = 0; i < NAMES.size(); i++) {
            carriers.add(new Carrier(host(i)));
        }
    }

    private static String host(int number) {
        return "10.0.3." + (number + 1);
    }

    /** As the settings of the server would have them. */
    static List<Trunk> trunks() {
        List<Trunk> trunks = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            trunks.add(trunk(NAMES.get(i), host(i)));
        }
        return trunks;
    }

    private static Trunk trunk(String name, String host) {
        return new Trunk(
                name,
                List.of(AddressPrefix.parse(host)),
                List.of(),
                false,
                TrunkNumbers.AS_WRITTEN,
                Optional.of(
                        new WayOut(
                                SipUri.of(null, host, -1),
                                Optional.empty(),
                                host,
                                "us",
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Duration.ofSeconds(30),
                                new TrunkLimits(3, 3),
                                new ShownNumber(ShownNumber.Rule.PILOT, ""))));
    }

    private enum Mood {
        SERVES,
        CANNOT,
        SAYS_NOTHING
    }

    private final class Carrier {
        private final ReferringPhone called;
        private final MemoryNet.Node node;
        private Mood mood = Mood.SERVES;

        Carrier(String host) {
            node = world.net.node(host, 5060);
            called = new ReferringPhone(world.loop, node, host, "called", world.random);
            node.listen((message, source) -> {
                boolean isNew =
                        message instanceof ParsedMessage.Request(SipRequest request)
                                && request.toTag().isEmpty()
                                && (request.is("INVITE") || request.is("OPTIONS"));
                if (mood == Mood.SERVES || !isNew) {
                    called.layer().onMessage(message, source);
                } else if (mood == Mood.CANNOT
                        && message instanceof ParsedMessage.Request(SipRequest request)) {
                    SipResponse.Builder no = SipResponse.to(request, 503);
                    if (world.random.nextBoolean()) {
                        no.header("Retry-After", "" + world.random.nextInt(30));
                    }
                    node.send(no.build(), source, () -> {});
                }
            });
        }

        void turns() {
            mood =
                    switch (world.random.nextInt(3)) {
                        case 0 -> Mood.SERVES;
                        case 1 -> Mood.CANNOT;
                        default -> Mood.SAYS_NOTHING;
                    };
            called.answersAfterMs = world.random.nextInt(5) == 0 ? -1 : world.random.nextInt(6_000);
            world.loop.schedule(
                    Duration.ofMillis(world.random.nextInt(AWAY_MAX_MS)), () -> mood = Mood.SERVES);
        }
    }

    /** One of them does something. */
    void step() {
        Carrier one = carriers.get(world.random.nextInt(carriers.size()));
        if (world.random.nextInt(4) == 0) {
            one.called.hangUp();
        } else {
            one.turns();
        }
    }

    /** Whoever was called hangs up. */
    void goHome() {
        carriers.forEach(each -> each.called.hangUpAll());
    }

    int sessions() {
        return carriers.stream().mapToInt(each -> each.called.sessions()).sum();
    }

    /** Calls that were answered behind that carrier. */
    int taken(int carrier) {
        return carriers.get(carrier).called.taken();
    }
}
