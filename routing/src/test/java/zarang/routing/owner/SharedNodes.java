package zarang.routing.owner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.owner.TestNode.Caller;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/** Processes that share a floor, and the virtual time that passes for all of them. */
final class SharedNodes {
    static final QueueName SALES = new QueueName("sales");
    static final AgentId ANN = new AgentId("2001");
    static final AgentId BOB = new AgentId("2002");

    final TestNode.Shared shared = new TestNode.Shared(new Random(1));
    private int calls;

    static FloorSettings settings(AgentId... agents) {
        return new FloorSettings(
                List.of(QueueSettings.defaults(SALES)),
                List.of(agents).stream().map(SharedNodes::fixed).toList(),
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    static AgentSettings fixed(AgentId id) {
        return new AgentSettings(id, "", List.of(SALES), Optional.of("sip:agent@127.0.0.1:15070"));
    }

    TestNode node(String name, AgentId... agents) {
        return node(name, 1, agents);
    }

    TestNode node(String name, int run, AgentId... agents) {
        TestNode node = new TestNode(shared, name, run, settings(agents));
        pass(Duration.ofMillis(900));
        return node;
    }

    void pass(Duration time) {
        shared.loop.advance(time);
    }

    void soon() {
        pass(Duration.ofMillis(200));
    }

    Caller call(TestNode node, Tier tier) {
        return node.call(nextCall(), SALES, tier, shared.loop.instant());
    }

    /** A number that no call has had. */
    int nextCall() {
        return ++calls;
    }

    static AgentState state(TestNode node, AgentId agent) {
        return node.floor.view().agents().stream()
                .filter(view -> view.agent().equals(agent))
                .map(AgentView::state)
                .findFirst()
                .orElseThrow();
    }
}
