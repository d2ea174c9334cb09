package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.owner.SharedNodes.ANN;
import static zarang.routing.owner.SharedNodes.SALES;
import static zarang.routing.owner.SharedNodes.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.WaitBand;
import zarang.routing.estimate.LearntPace;
import zarang.routing.estimate.PaceSums;
import zarang.routing.owner.TestNode.Caller;

/** How long callers are told that they wait, over a change of the floor's owner. */
final class KeptPacesTest {
    private static final Duration HANDOVER = Duration.ofSeconds(5);
    private static final Duration WRAP_UP = Duration.ofSeconds(6);

    /** One minute for a place: two to five minutes for the third in line. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SharedNodes nodes = new SharedNodes();
    private final TestNode.Shared shared = nodes.shared;

    /** So many callers wait that long, first in line, and are answered; the last one talks on. */
    private Caller serve(TestNode node, Caller talks, int callers, Duration each) {
        Caller talking = talks;
        for (int i = 0; i < callers; i++) {
            Caller next = nodes.call(node, Tier.BRONZE);
            nodes.pass(each.minus(WRAP_UP));
            talking.hangUp();
            nodes.pass(WRAP_UP);
            next.answer();
            nodes.soon();
            talking = next;
        }
        return talking;
    }

    private Caller talkOf(TestNode node) {
        Caller caller = nodes.call(node, Tier.BRONZE);
        nodes.soon();
        caller.answer();
        nodes.soon();
        return caller;
    }

    /** What the third in line is told; the two before it come first. */
    private Optional<WaitBand> third(TestNode node) {
        IntStream.range(0, 2).forEach(_ -> nodes.call(node, Tier.BRONZE));
        Caller third = nodes.call(node, Tier.BRONZE);
        nodes.soon();
        return told(node, third, 3);
    }

    private Optional<WaitBand> told(TestNode node, Caller caller, int place) {
        caller.placed = null;
        node.floorOfCalls.tell(new QueueCommand.AskPlace(caller.id));
        nodes.soon();
        QueueEvent.Placed placed = Objects.requireNonNull(caller.placed);
        assertThat(placed.position()).isEqualTo(place);
        return placed.band();
    }

    private static WaitBand band(int from, int to) {
        return new WaitBand(from, Optional.of(to));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"is killed", "drains", "ends in order"})
    void whoWaitsIsToldTheSameByTheNextOwner(String owner) {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = serve(two, talkOf(two), 8, MINUTE);
        switch (owner) {
            case "is killed" -> {
                nodes.pass(KeptPaces.PAUSE);
                one.kill();
            }
            case "drains" -> one.floorOfCalls.giveUp();
            default -> one.close();
        }
        nodes.pass(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(talks.phase).isEqualTo(TestNode.Phase.TALKING);
        assertThat(third(two)).contains(band(2, 10));
    }

    @Test
    void oneThatIsAloneKnowsAfterItsRestartWhatItHadLearnt() {
        TestNode one = nodes.node("n1", ANN);
        serve(one, talkOf(one), 8, MINUTE);
        nodes.pass(KeptPaces.PAUSE);
        one.kill();
        TestNode again = new TestNode(shared, "n1", 2, settings(ANN));
        nodes.pass(HANDOVER);
        talkOf(again);
        assertThat(third(again)).contains(band(2, 10));
    }

    @Test
    void whatWasKeptAnHourAgoSaysNothing() {
        TestNode one = nodes.node("n1", ANN);
        serve(one, talkOf(one), 8, MINUTE);
        nodes.pass(KeptPaces.PAUSE);
        one.kill();
        nodes.pass(Duration.ofMinutes(59));
        TestNode two = nodes.node("n2", ANN);
        talkOf(two);
        nodes.pass(Duration.ofMinutes(1));
        assertThat(third(two)).isEmpty();
    }

    @Test
    void whatTheLastOwnerLearntCountsAndNotWhatOneKnewFromItsOwnTimeBefore() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = serve(one, talkOf(one), 8, MINUTE);
        talks.hangUp();
        one.setCutOff(true);
        nodes.pass(HANDOVER);
        one.setCutOff(false);
        assertThat(two.owns()).isTrue();
        serve(two, talkOf(two), 20, Duration.ofMinutes(10));
        nodes.pass(KeptPaces.PAUSE);
        Optional<WaitBand> before = third(one);
        assertThat(before).contains(band(20, 60));
        two.kill();
        nodes.pass(HANDOVER);
        assertThat(one.owns()).isTrue();
        Caller now = nodes.call(one, Tier.BRONZE);
        nodes.soon();
        assertThat(told(one, now, 3)).as("the first of the three rings").isEqualTo(before);
    }

    /** Nothing was known before, so that only they can have taught it. */
    @Test
    void whoWaitedOnUnderTheNextOwnerIsLearntFrom() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller talks = talkOf(two);
        Caller[] line =
                IntStream.range(0, 8)
                        .mapToObj(_ -> {
                            nodes.soon();
                            return nodes.call(two, Tier.BRONZE);
                        })
                        .toArray(Caller[]::new);
        nodes.soon();
        one.kill();
        nodes.pass(HANDOVER);
        assertThat(told(two, line[2], 3)).isEmpty();
        for (int i = 0; i < 5; i++) {
            nodes.pass(MINUTE.minus(WRAP_UP));
            talks.hangUp();
            nodes.pass(WRAP_UP);
            talks = line[i];
            talks.answer();
            nodes.soon();
        }
        assertThat(told(two, line[7], 3)).contains(band(2, 10));
    }

    @Test
    void itIsWrittenDownAtMostEveryTenSecondsAndOnlyWhenSomebodyWasAnswered() {
        TestNode one = nodes.node("n1", ANN);
        serve(one, talkOf(one), 60, Duration.ofSeconds(7));
        assertThat(shared.hub.pacesWritten()).isBetween(30, 43);
        nodes.pass(KeptPaces.PAUSE.multipliedBy(2));
        int before = shared.hub.pacesWritten();
        nodes.pass(Duration.ofMinutes(50));
        assertThat(shared.hub.pacesWritten()).isEqualTo(before);
    }

    @Test
    void whatIsKeptIsReadWhileRedisComesAndGoes() {
        TestNode one = nodes.node("n1", ANN);
        serve(one, talkOf(one), 8, MINUTE);
        nodes.pass(KeptPaces.PAUSE);
        one.kill();
        shared.weather.away = true;
        TestNode two = nodes.node("n2", ANN);
        nodes.pass(HANDOVER);
        assertThat(two.isAlone()).isTrue();
        talkOf(two);
        assertThat(third(two)).isEmpty();
        shared.weather.away = false;
        nodes.pass(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(told(two, nodes.call(two, Tier.BRONZE), 4)).isPresent();
    }

    @Test
    void aTextIsReadAsItWasWrittenAndLinesThatAreNoneAreLeftOut() {
        Instant now = Instant.parse("2026-11-27T12:00:00Z");
        PaceSums all = new PaceSums(29.25, 1234.5, 12.5, Duration.ofSeconds(40));
        PaceSums gold = new PaceSums(3, 7, 3, Duration.ofSeconds(90));
        Map<QueueName, LearntPace> paces =
                Map.of(SALES, new LearntPace(all, Map.of(Tier.GOLD, gold)));
        String text = PaceText.write(paces, now);
        assertThat(PaceText.read(text, now)).isEqualTo(paces);
        String noise =
                """
                club\t\tNaN\t1\t1\t1764244800
                club\t\t-1\t1\t1\t1764244800
                club\t\t5\t1\t1e9\t1764244800
                club\t\t5\tInfinity\t1\t1764244800
                club\t\t5\t1\t1\t99999999999999999
                club\t\t5\t1\t1
                club\tgold\t5\t1\t1\t1764244800
                no queue\t\t5\t1\t1\t1764244800
                sales\tno tier\t5\t1\t1\t1764244800

                """;
        assertThat(PaceText.read(text + noise, now)).isEqualTo(paces);
        assertThat(PaceText.read("", now)).isEmpty();
    }

    @Test
    void moreTiersThanSixteenAreNotKept() {
        Instant now = Instant.parse("2026-11-27T12:00:00Z");
        PaceSums sums = new PaceSums(3, 7, 3, Duration.ZERO);
        Map<Tier, PaceSums> tiers = new HashMap<>();
        IntStream.range(0, 40).forEach(n -> tiers.put(new Tier("t" + n), sums));
        String text = PaceText.write(Map.of(SALES, new LearntPace(sums, tiers)), now);
        assertThat(text.lines()).hasSize(17);
    }
}
