package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.DialTarget;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.dispatch.CarriedCaller;

/** What of the owner's words is still true when it comes: letters may be late. */
class CallerBookTest {
    private static final Subject CALL = Subject.of(new CallId("01JQZ0000000000000000000AA"));
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final AgentId ANN = new AgentId("2001");
    private static final AgentId BOB = new AgentId("2002");

    private final CallerBook book = new CallerBook();
    private long said;

    private void says(QueueCommand command) {
        book.said(command, NOW, 0, ++said);
    }

    private void joins() {
        joins(CALL);
    }

    private void joins(Subject who) {
        says(
                new QueueCommand.Join(
                        who,
                        new QueueName("sales"),
                        Tier.BRONZE,
                        NOW,
                        Duration.ZERO,
                        CallerWants.NOTHING));
    }

    /** An offer of {@code agent} that was decided when so much was known. */
    private boolean offered(String offer, AgentId agent, long heard) {
        return book.heard(
                new QueueEvent.Offered(
                        CALL,
                        new OfferId(offer),
                        agent,
                        new DialTarget.Registered(agent.value()),
                        Duration.ofSeconds(20)),
                heard,
                0);
    }

    @Test
    void offerThatComesAfterAVeryShortTalkRingsNobody() {
        joins();
        assertThat(offered("o1", ANN, said)).isTrue();
        long whenDecided = said;
        says(new QueueCommand.OfferAnswered(CALL, new OfferId("o1"), ANN));
        assertThat(offered("o2", BOB, whenDecided)).as("of a queue that rings all").isFalse();
        says(new QueueCommand.TalkEnded(CALL, new OfferId("o1"), ANN, Optional.empty()));
        assertThat(offered("o1", ANN, whenDecided)).as("freed").isFalse();
        assertThat(offered("o3", BOB, whenDecided)).isFalse();
    }

    @Test
    void offerOfBeforeTheTalkDoesNotServeTheWaitAfterIt() {
        joins();
        assertThat(offered("o1", ANN, said)).isTrue();
        long whenDecided = said;
        says(new QueueCommand.OfferAnswered(CALL, new OfferId("o1"), ANN));
        says(new QueueCommand.TalkEnded(CALL, new OfferId("o1"), ANN, Optional.empty()));
        joins();
        assertThat(offered("o2", BOB, whenDecided)).as("the owner did not know of it").isFalse();
        assertThat(offered("o2", BOB, said - 1)).isFalse();
        assertThat(offered("o4", BOB, said)).as("decided for this wait").isTrue();
    }

    /** Whoever decides next breaks ties by the order in which it is told of them. */
    @Test
    void callersOfOneMomentAreToldOfInTheOrderInWhichTheyJoined() {
        List<Subject> joined =
                IntStream.rangeClosed(1, 30)
                        .mapToObj(n -> Subject.of(new CallId("%026d".formatted(31 - n))))
                        .toList();
        joined.forEach(this::joins);
        assertThat(book.callers(0)).extracting(CarriedCaller::subject).isEqualTo(joined);
    }
}
