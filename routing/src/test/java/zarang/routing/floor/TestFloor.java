package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.Reservations;

/** A floor under virtual time, with calls that do what the test says. */
final class TestFloor {
    static final QueueName SALES = new QueueName("sales");
    static final QueueName SUPPORT = new QueueName("support");
    static final AgentId ANN = new AgentId("2001");
    static final AgentId BOB = new AgentId("2002");

    final VirtualLoop loop = new VirtualLoop();
    final List<QueueEvent> heard = new ArrayList<>();
    final List<JournalEntry> written = new ArrayList<>();
    final Floor floor;

    TestFloor(FloorSettings settings, Reservations reservations) {
        floor =
                new Floor(
                        loop,
                        settings,
                        LeaseSettings.defaults(),
                        reservations,
                        "n1",
                        keeping(written),
                        heard::add);
    }

    TestFloor(FloorSettings settings) {
        this(settings, alone());
    }

    /** A journal that keeps what is written into it. */
    static Journal keeping(List<JournalEntry> written) {
        return entry -> {
            written.add(entry);
            return CompletableFuture.completedStage(entry);
        };
    }

    static Reservations alone() {
        return new InMemoryReservations(new InMemoryReservations.Store(), "n1");
    }

    static FloorSettings settings(List<QueueSettings> queues, AgentSettings... agents) {
        return new FloorSettings(
                queues, List.of(agents), TierOffsets.defaults(), RestSettings.defaults());
    }

    static QueueSettings sales() {
        return QueueSettings.defaults(SALES);
    }

    static AgentSettings registered(AgentId id, QueueName... queues) {
        return new AgentSettings(id, "", List.of(queues), Optional.empty());
    }

    static AgentSettings fixed(AgentId id, QueueName... queues) {
        return new AgentSettings(id, "", List.of(queues), Optional.of("sip:agent@127.0.0.1:15070"));
    }

    /** One queue, one agent with a registered phone. */
    static TestFloor withAnn() {
        return new TestFloor(settings(List.of(sales()), registered(ANN, SALES)));
    }

    static CallId call(int number) {
        return new CallId("%026d".formatted(number));
    }

    void join(int call, Tier tier) {
        join(call, SALES, tier, loop.instant());
    }

    void join(int call, QueueName queue, Tier tier, Instant enqueuedAt) {
        tell(new QueueCommand.Join(call(call), queue, tier, enqueuedAt));
    }

    void abandon(int call) {
        tell(new QueueCommand.Leave(call(call), LeaveReason.ABANDONED));
    }

    void answer(int call) {
        QueueEvent.Offered offer = offerTo(call);
        tell(new QueueCommand.OfferAnswered(call(call), offer.offer(), offer.agent()));
    }

    void fail(int call, OfferFailure failure) {
        QueueEvent.Offered offer = offerTo(call);
        tell(new QueueCommand.OfferFailed(call(call), offer.offer(), offer.agent(), failure));
    }

    void endTalk(int call) {
        QueueEvent.Offered offer = offerTo(call);
        tell(new QueueCommand.TalkEnded(call(call), offer.offer(), offer.agent()));
    }

    void reachable(AgentId... agents) {
        for (AgentId agent : agents) {
            floor.agentReachable(agent);
            loop.advance(Duration.ofMillis(1));
        }
    }

    void ask(AgentId agent, AgentWish wish) {
        floor.ask(new AgentRequest(agent, wish, AgentRequest.SELF));
        loop.settle();
    }

    void tell(QueueCommand command) {
        floor.tell(command);
        loop.settle();
    }

    void pass(long seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    /** The last offer that this call was told of. */
    QueueEvent.Offered offerTo(int call) {
        return heard(call).stream()
                .filter(QueueEvent.Offered.class::isInstance)
                .map(QueueEvent.Offered.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("call " + call + " was offered to nobody"));
    }

    List<QueueEvent> heard(int call) {
        return heard.stream()
                .filter(event -> event.subject().equals(Subject.of(call(call))))
                .toList();
    }

    QueueEvent last(int call) {
        return heard(call).getLast();
    }

    /** Numbers of the calls offered so far, in order. */
    List<Integer> offered() {
        return heard.stream()
                .filter(QueueEvent.Offered.class::isInstance)
                .map(event -> Integer.parseInt(event.subject().id()))
                .toList();
    }

    AgentState state(AgentId agent) {
        return floor.view().agents().stream()
                .filter(view -> view.agent().equals(agent))
                .findFirst()
                .orElseThrow()
                .state();
    }

    FloorView.QueueView queue() {
        return floor.view().queues().getFirst();
    }

    /** Nobody waits, no agent is under a lease, no timer is set. */
    void expectAtRest() {
        assertThat(floor.view().queues()).allMatch(queue -> queue.waiting() == 0);
        assertThat(floor.view().agents()).allMatch(agent -> agent.state().lease().isEmpty());
        assertThat(loop.pendingTimers()).isZero();
    }
}
