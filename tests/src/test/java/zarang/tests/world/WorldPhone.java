package zarang.tests.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    final String user;
    final SipPhone sip;
    final List<PhoneEvent> heard = new ArrayList<>();

    WorldPhone(World world, String host, String user, AnswerPolicy policy) {
        this.user = user;
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

    void callHotline() {
        sip.call(SipUri.of(World.NUMBER, World.HOST, 5060));
    }
}
