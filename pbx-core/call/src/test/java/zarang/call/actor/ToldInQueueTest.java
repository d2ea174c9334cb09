package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.queue.QueueEvent;

/** CC17: what a caller is told while it waits stops neither the music nor an agent. */
class ToldInQueueTest {
    private static final QueueName SALES = new QueueName("sales");

    private final Bench bench = new Bench();

    private void placed(int position) {
        bench.exchange.onQueue(
                new QueueEvent.Placed(bench.call(), SALES, position, Optional.empty()));
        bench.loop.settle();
    }

    private List<List<String>> heard() {
        return bench.engine.stream()
                .filter(LegCommand.Play.class::isInstance)
                .map(play -> ((LegCommand.Play) play).prompts())
                .toList();
    }

    private void heardToItsEnd(LegId caller) {
        long play = bench.lastCommand(LegCommand.Play.class).play();
        bench.onLeg(new LegEvent.PlayFinished(caller, play));
        bench.loop.settle();
    }

    @Test
    void placeIsHeardInsteadOfTheMusicWhichGoesOnAfterIt() {
        LegId caller = bench.waiting();
        placed(3);
        assertThat(heard()).endsWith(List.of("music"), List.of("place-3"));
        heardToItsEnd(caller);
        assertThat(heard()).endsWith(List.of("place-3"), List.of("music"));
    }

    @Test
    void placeIsHeardAfterTheGreetingAndOfTwoTheLaterOne() {
        bench.script = new LookUpThenQueue("connecting");
        LegId caller = bench.waiting();
        placed(3);
        placed(2);
        assertThat(heard()).endsWith(List.of("connecting"));
        heardToItsEnd(caller);
        assertThat(heard()).endsWith(List.of("connecting"), List.of("place-2"));
        heardToItsEnd(caller);
        assertThat(heard()).endsWith(List.of("place-2"), List.of("music"));
    }

    @Test
    void agentWhoBecomesFreeIsRungMeanwhileAndHasTheCallerAtOnce() {
        LegId caller = bench.waiting();
        placed(1);
        LegId agent = bench.offer("o1");
        int before = bench.engine.size();
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        assertThat(bench.engine.subList(before, bench.engine.size()))
                .hasAtLeastOneElementOfType(LegCommand.Join.class);
        int talking = heard().size();
        heardToItsEnd(caller);
        assertThat(heard()).as("no music in a talk").hasSize(talking);
    }

    @Test
    void nobodyIsToldWhoIsRungOrTalks() {
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        placed(1);
        assertThat(heard()).endsWith(List.of("music"));
        bench.onLeg(new LegEvent.Answered(agent));
        bench.loop.settle();
        placed(1);
        assertThat(heard()).endsWith(List.of("music"));
        assertThat(caller).isNotEqualTo(agent);
    }

    @Test
    void placeInAnotherQueueIsNobodysBusiness() {
        bench.waiting();
        bench.exchange.onQueue(
                new QueueEvent.Placed(bench.call(), new QueueName("support"), 1, Optional.empty()));
        bench.loop.settle();
        assertThat(heard()).endsWith(List.of("music"));
    }
}
