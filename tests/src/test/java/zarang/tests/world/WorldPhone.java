package zarang.tests.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;

/** One phone of the world, a caller's or an agent's. */
final class WorldPhone {
    private static final Duration BETWEEN_KEYS = Duration.ofMillis(150);

    final String user;
    final SipPhone sip;
    final List<PhoneEvent> heard = new ArrayList<>();

    private final ControlLoop loop;

    WorldPhone(World world, String host, String user, AnswerPolicy policy) {
        this.user = user;
        loop = world.loop;
        MemoryNet.Node node = world.net.node(host, 5060);
        TransactionLayer layer =
                new TransactionLayer(world.loop, node, TransactionSettings.STANDARD, world.random);
        node.listen(layer);
        sip =
                new SipPhone(
                        new PhoneSettings(
                                user,
                                World.HOST,
                                Optional.of(World.secret(user)),
                                SipUri.of(null, World.HOST, 5060),
                                Duration.ofMinutes(2),
                                policy),
                        new SipPhone.Ports(
                                world.loop,
                                layer,
                                new FakeMedia(host, 30_000, world.loop)::open,
                                world.random,
                                heard::add));
    }

    void call(String number) {
        sip.call(SipUri.of(number, World.HOST, 5060));
    }

    /** One key after the other, by INFO: one that is lost comes after the next. */
    void press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            loop.schedule(BETWEEN_KEYS.multipliedBy(i), () -> sip.pressByInfo(key));
        }
    }
}
