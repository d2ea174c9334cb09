package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.owner.SharedNodes.ANN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.owner.TestNode.Caller;
import zarang.routing.owner.TestNode.Phase;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/**
 * CC17: an agent in fifty queues. There is one order over all of them, whichever process has the
 * callers and whichever decides.
 */
final class FiftyQueuesTest {
    private static final int QUEUES = 50;
    private static final Duration TALK_AND_WRAP_UP = Duration.ofSeconds(6);
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final TestNode.Shared shared = new TestNode.Shared(new Random(1));
    private final List<Caller> line = new ArrayList<>();

    private static List<QueueName> names() {
        return IntStream.range(0, QUEUES).mapToObj(n -> new QueueName("q" + n)).toList();
    }

    private TestNode node(String name) {
        FloorSettings settings =
                new FloorSettings(
                        names().stream().map(QueueSettings::defaults).toList(),
                        List.of(
                                new AgentSettings(
                                        ANN,
                                        "",
                                        names(),
                                        Optional.of("sip:agent@127.0.0.1:15070"))),
                        TierOffsets.defaults(),
                        RestSettings.defaults());
        TestNode node = new TestNode(shared, name, 1, settings);
        shared.loop.advance(Duration.ofMillis(900));
        return node;
    }

    private Caller call(TestNode node, int number, QueueName queue) {
        return node.call(number, queue, Tier.BRONZE, shared.loop.instant());
    }

    /** Who is rung for, and nobody else, is the first in line; the two talk. */
    private void firstIsServed() {
        Caller first = line.removeFirst();
        assertThat(line).as("rung for with it").noneMatch(each -> each.phase == Phase.RINGING);
        assertThat(first.phase).as("first of %s more", line.size()).isEqualTo(Phase.RINGING);
        first.answer();
        first.hangUp();
        shared.loop.advance(TALK_AND_WRAP_UP);
    }

    @Test
    void whoCameFirstToAnyOfThemIsServedFirstAlsoUnderTheNextOwner() {
        TestNode one = node("n1");
        TestNode two = node("n2");
        Caller before = call(two, QUEUES, names().getFirst());
        shared.loop.advance(Duration.ofMillis(200));
        before.answer();
        List<Integer> which = new ArrayList<>(IntStream.range(0, QUEUES).boxed().toList());
        Collections.shuffle(which, shared.random);
        for (int n : which) {
            line.add(call(n % 2 == 0 ? one : two, n, names().get(n)));
            shared.loop.advance(Duration.ofSeconds(1));
        }
        before.hangUp();
        shared.loop.advance(TALK_AND_WRAP_UP);
        for (int n = 0; n < QUEUES / 3; n++) {
            firstIsServed();
        }
        CompletableFuture<OwnerAnswer.Agents> asked =
                two.floorOfCalls
                        .ask(new OwnerQuestion.OfAgents(Optional.empty()))
                        .toCompletableFuture();
        shared.loop.advance(Duration.ofMillis(200));
        assertThat(asked.join().agents())
                .singleElement()
                .satisfies(agent -> assertThat(agent.queues()).isEqualTo(names()));
        one.kill(); // and its callers with it
        line.removeIf(each -> each.node() == one);
        shared.loop.advance(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(line).hasSizeGreaterThan(QUEUES / 4);
        while (!line.isEmpty()) {
            firstIsServed();
        }
    }
}
