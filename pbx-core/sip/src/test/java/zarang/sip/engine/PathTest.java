package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;

/** Phones that register through a proxy: RFC 3327. */
class PathTest {
    private static final AnswerPolicy SOON = new AnswerPolicy.After(Duration.ofMillis(300));

    private final NodesWorld world = new NodesWorld(3, 0);
    private final NodesWorld.Node here = world.new Node(NodesWorld.A);
    private final NodesWorld.Node there = world.new Node(NodesWorld.B);

    private NodesWorld.Phone phoneAt(String proxy) {
        return world.new Phone(world.net.node("10.0.1.5", 5070), proxy, SOON);
    }

    /** Whichever node calls, and though the proxy handed the registration to one of them. */
    @Test
    void callsPassTheProxyThatTheRegistrationCameThrough() {
        PathProxy proxy = new PathProxy(world.net, PathProxy.HOST, NodesWorld.A);
        NodesWorld.Phone phone = phoneAt(PathProxy.HOST);
        for (NodesWorld.Node node : List.of(here, there)) {
            proxy.routed.clear();
            LegId leg = node.dial();
            world.pass(600);
            assertThat(node.heard.events).contains(new LegEvent.Answered(leg));
            node.hangUp(leg);
            assertThat(proxy.routed).containsExactly("INVITE", "PRACK", "ACK", "BYE");
            assertThat(phone.sip.isBusy()).isFalse();
        }
        assertThat(here.figure("zarang_edge_forwarded_total")).isZero();
        assertThat(here.figure("zarang_sip_paths_ignored_total")).isZero();
        phone.sip.unregister();
    }

    @Test
    void pathOfAnybodyElseIsIgnoredAndCounted() {
        PathProxy stranger = new PathProxy(world.net, "10.0.9.8", NodesWorld.A);
        NodesWorld.Phone phone = phoneAt("10.0.9.8");
        assertThat(phone.heard(PhoneEvent.Registered.class)).isTrue();
        assertThat(here.figure("zarang_sip_paths_ignored_total")).isPositive();
        LegId leg = here.dial();
        world.pass(600);
        here.hangUp(leg);
        assertThat(stranger.routed)
                .as("it may record-route as anybody may")
                .doesNotContain("INVITE");
        phone.sip.unregister();
    }
}
