package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.owner.SharedNodes.ANN;
import static zarang.routing.owner.SharedNodes.BOB;
import static zarang.routing.owner.SharedNodes.SALES;
import static zarang.routing.owner.SharedNodes.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;
import zarang.routing.owner.TestNode.Caller;

/** What one process asks of the floor that another owns, and what stands after that one's death. */
final class OwnerAskedTest {
    private static final PauseReason REASON = new PauseReason("lunch");
    private static final AgentWish LUNCH = new AgentWish.Pause(REASON);
    private static final AgentState AT_LUNCH = new AgentState.NotReady(REASON, Optional.empty());

    private final SharedNodes nodes = new SharedNodes();

    @Test
    void whoAsksAnywhereGetsTheOwnersAgents() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        Caller rings = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        CompletableFuture<OwnerAnswer.Agents> asked =
                two.floorOfCalls
                        .ask(new OwnerQuestion.OfAgents(Optional.empty()))
                        .toCompletableFuture();
        nodes.soon();
        assertThat(asked.join().agents()).isEqualTo(one.floor.view().agents());
        rings.fail(OfferFailure.BUSY);
        nodes.soon();
        assertThat(state(one, ANN)).isInstanceOf(AgentState.Resting.class);
        CompletableFuture<OwnerAnswer.Agents> ready =
                two.floorOfCalls.ask(of(ANN, new AgentWish.Ready())).toCompletableFuture();
        nodes.soon();
        assertThat(ready.join().agents().getFirst().state())
                .isInstanceOf(AgentState.Reserved.class);
        assertThat(two.floorOfCalls.view().agents()).as("shown once").isEmpty();
    }

    private static OwnerQuestion<OwnerAnswer.Agents> of(AgentId agent, AgentWish wish) {
        return new OwnerQuestion.OfAgents(
                Optional.of(new AgentRequest(agent, wish, "key of the desk")));
    }

    @Test
    void whoAsksAnywhereIsToldWhoWaitsAndMovesThemAndTheirProcessKnows() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        nodes.call(one, Tier.BRONZE);
        nodes.soon();
        Caller first = nodes.call(one, Tier.BRONZE);
        Caller second = nodes.call(two, Tier.BRONZE);
        nodes.soon();
        OwnerQuestion.OfLine look = new OwnerQuestion.OfLine(SALES, Optional.empty());
        LineRequest ahead =
                new LineRequest(
                        Subject.of(second.id),
                        SALES,
                        new LineRequest.Wish.Reprioritise(
                                Optional.of(Tier.SILVER), Optional.of(Duration.ofMinutes(9))),
                        "key of the desk");
        CompletableFuture<OwnerAnswer.Line> before =
                two.floorOfCalls.ask(look).toCompletableFuture();
        CompletableFuture<OwnerAnswer.Line> after =
                two.floorOfCalls
                        .ask(new OwnerQuestion.OfLine(SALES, Optional.of(ahead)))
                        .toCompletableFuture();
        nodes.soon();
        assertThat(subjects(before.join())).containsExactly(first.id.value(), second.id.value());
        assertThat(after.join().result()).isEqualTo(LineResult.DONE);
        assertThat(subjects(after.join())).containsExactly(second.id.value(), first.id.value());
        assertThat(second.tier).isEqualTo(Tier.SILVER);
        assertThat(second.ahead).isEqualTo(Duration.ofMinutes(9));
        one.kill();
        nodes.pass(Duration.ofSeconds(5));
        assertThat(two.floor.waiting(SALES))
                .as("rung under the next owner")
                .singleElement()
                .satisfies(caller -> {
                    assertThat(caller.ahead()).isEqualTo(Duration.ofMinutes(9));
                    assertThat(caller.tier()).isEqualTo(Tier.SILVER);
                });
    }

    private static List<String> subjects(OwnerAnswer.Line line) {
        return line.callers().stream()
                .filter(caller -> caller.position() > 0)
                .map(caller -> caller.subject().id())
                .toList();
    }

    @Test
    void whatAnAgentWasAskedStandsUnderTheNextOwnerAndAfterAllHaveEnded() {
        TestNode one = nodes.node("n1", ANN, BOB);
        TestNode two = nodes.node("n2", ANN, BOB);
        var _ = two.floorOfCalls.ask(of(ANN, LUNCH));
        var _ = one.floorOfCalls.ask(of(BOB, new AgentWish.LogOut()));
        nodes.soon();
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
        one.kill();
        nodes.pass(Duration.ofSeconds(5));
        assertThat(state(two, ANN)).isEqualTo(AT_LUNCH);
        assertThat(state(two, BOB).why()).contains("chosen");
        two.kill();
        nodes.pass(Duration.ofSeconds(5));
        TestNode again = nodes.node("n3", ANN, BOB);
        assertThat(state(again, ANN)).isEqualTo(AT_LUNCH);
        var _ = again.floorOfCalls.ask(of(ANN, new AgentWish.Ready()));
        nodes.soon();
        again.kill();
        nodes.pass(Duration.ofSeconds(5));
        TestNode last = nodes.node("n4", ANN, BOB);
        assertThat(state(last, ANN)).isInstanceOf(AgentState.Available.class);
        assertThat(state(last, BOB).why()).contains("chosen");
    }

    @Test
    void whatAnAgentWasAskedWhileRedisWasAwayIsKeptLater() {
        TestNode one = nodes.node("n1", ANN);
        one.setCutOff(true);
        nodes.pass(Duration.ofSeconds(5));
        var _ = one.floorOfCalls.ask(of(ANN, LUNCH));
        nodes.soon();
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
        one.setCutOff(false);
        nodes.pass(Duration.ofSeconds(5));
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
        one.kill();
        nodes.pass(Duration.ofSeconds(5));
        assertThat(state(nodes.node("n2", ANN), ANN)).isEqualTo(AT_LUNCH);
    }

    /** Whichever of the two owns the floor after it: each was asked something by itself. */
    @ParameterizedTest(name = "away for {0} s")
    @ValueSource(ints = {10, 600})
    void whatAgentsWereAskedAtAnyProcessWhileRedisWasAwayStandsWhoeverDecidesAfterIt(int awayS) {
        TestNode one = nodes.node("n1", ANN, BOB);
        TestNode two = nodes.node("n2", ANN, BOB);
        nodes.shared.weather.away = true;
        nodes.pass(Duration.ofSeconds(5));
        var _ = one.floorOfCalls.ask(of(ANN, LUNCH));
        var _ = two.floorOfCalls.ask(of(BOB, new AgentWish.LogOut()));
        nodes.pass(Duration.ofSeconds(awayS));
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
        assertThat(state(two, BOB).why()).contains("chosen");
        nodes.shared.weather.away = false;
        nodes.pass(Duration.ofSeconds(5));
        TestNode owner = one.owns() ? one : two;
        TestNode other = one.owns() ? two : one;
        assertThat(owner.owns()).isTrue();
        assertThat(state(owner, ANN)).isEqualTo(AT_LUNCH);
        assertThat(state(owner, BOB).why()).contains("chosen");
        owner.kill();
        nodes.pass(Duration.ofSeconds(5));
        assertThat(state(other, ANN)).as("and under the next").isEqualTo(AT_LUNCH);
        assertThat(state(other, BOB).why()).contains("chosen");
    }

    @Test
    void aProcessThatGoesAloneKnowsWhoIsAtLunch() {
        TestNode one = nodes.node("n1", ANN);
        var _ = one.floorOfCalls.ask(of(ANN, LUNCH));
        nodes.soon();
        TestNode two = nodes.node("n2", ANN);
        nodes.pass(Duration.ofSeconds(12));
        two.setCutOff(true);
        nodes.pass(Duration.ofSeconds(5));
        assertThat(two.floorOfCalls.view().agents()).as("it decides itself").isNotEmpty();
        assertThat(state(two, ANN)).isEqualTo(AT_LUNCH);
    }

    @Test
    void anOwnerThatDoesNotAnswerAQuestionIsNamed() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        one.kill();
        CompletableFuture<OwnerAnswer.Agents> asked =
                two.floorOfCalls
                        .ask(new OwnerQuestion.OfAgents(Optional.empty()))
                        .toCompletableFuture();
        nodes.pass(Duration.ofSeconds(2));
        assertThat(asked)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NoOwnerException.class)
                .withMessageContaining("n1~1");
    }

    @Test
    void whoAsksIsAnsweredOnceItIsKeptOrToldThatItIsNot() {
        TestNode one = nodes.node("n1", ANN);
        TestNode two = nodes.node("n2", ANN);
        CompletableFuture<OwnerAnswer.Agents> lunch =
                one.floorOfCalls.ask(of(ANN, LUNCH)).toCompletableFuture();
        assertThat(state(one, ANN)).as("at once").isEqualTo(AT_LUNCH);
        assertThat(lunch).as("it may be lost still").isNotDone();
        nodes.soon();
        assertThat(lunch.join().kept()).isTrue();
        CompletableFuture<OwnerAnswer.Agents> ready =
                two.floorOfCalls.ask(of(ANN, new AgentWish.Ready())).toCompletableFuture();
        nodes.soon();
        assertThat(ready.join().kept()).isTrue();
        one.setCutOff(true);
        nodes.pass(Duration.ofSeconds(5));
        CompletableFuture<OwnerAnswer.Agents> away =
                one.floorOfCalls.ask(of(ANN, LUNCH)).toCompletableFuture();
        nodes.pass(Duration.ofSeconds(1));
        assertThat(away.join().kept()).isFalse();
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
    }
}
