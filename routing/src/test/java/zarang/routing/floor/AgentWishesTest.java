package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.fixed;
import static zarang.routing.floor.TestFloor.registered;
import static zarang.routing.floor.TestFloor.sales;
import static zarang.routing.floor.TestFloor.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentStateChanged;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.FloorView.AgentView;

/** CC17: an agent pauses, says why, logs out and comes back; what it is in is finished. */
class AgentWishesTest {
    private static final AgentWish READY = new AgentWish.Ready();
    private static final AgentWish LOG_OUT = new AgentWish.LogOut();
    private static final AgentWish LUNCH = new AgentWish.Pause(new PauseReason("lunch"));
    private static final AgentWish BREAK = new AgentWish.Pause(new PauseReason("break"));
    private static final AgentState AT_LUNCH =
            new AgentState.NotReady(new PauseReason("lunch"), Optional.empty());
    private static final AgentState AWAY =
            new AgentState.LoggedOut(AgentState.LogOutReason.CHOSEN, Optional.empty());

    private final TestFloor on = TestFloor.withAnn();

    private AgentView ann() {
        return on.floor.view().agents().getFirst();
    }

    private Duration annsTime() {
        return Duration.between(ann().since(), on.loop.instant());
    }

    private void annTalks(int call) {
        on.reachable(ANN);
        on.join(call, Tier.BRONZE);
        on.answer(call);
    }

    @Test
    void aPausedAgentIsOfferedNobodyUntilItIsReady() {
        on.reachable(ANN);
        on.ask(ANN, LUNCH);
        assertThat(on.state(ANN)).isEqualTo(AT_LUNCH);
        on.join(1, Tier.GOLD);
        on.pass(3 * 3600 / 7);
        assertThat(on.offered()).isEmpty();
        on.ask(ANN, READY);
        assertThat(on.offered()).containsExactly(1);
    }

    @Test
    void aTalkAndItsWrapUpAreFinishedBeforeAPause() {
        annTalks(1);
        on.ask(ANN, LUNCH);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.OnCall.class);
        assertThat(ann().standing()).as("shown as what comes next").isEqualTo(LUNCH);
        on.endTalk(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.WrapUp.class);
        on.join(2, Tier.GOLD);
        on.pass(5);
        assertThat(on.state(ANN)).isEqualTo(AT_LUNCH);
        assertThat(on.offered()).containsExactly(1);
        on.abandon(2);
        on.expectAtRest();
    }

    @Test
    void aPauseThatWasToComeNextCanBeTakenBack() {
        annTalks(1);
        on.ask(ANN, LUNCH);
        on.ask(ANN, READY);
        on.endTalk(1);
        on.pass(5);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
    }

    @Test
    void aPauseInWrapUpEndsIt() {
        annTalks(1);
        on.endTalk(1);
        on.ask(ANN, LUNCH);
        assertThat(on.state(ANN)).isEqualTo(AT_LUNCH);
        on.expectAtRest();
    }

    @Test
    void whoAsksForAPauseWhileItsPhoneRingsGetsItWhenTheOfferIsOver() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.ask(ANN, LUNCH);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Reserved.class);
        on.fail(1, OfferFailure.NO_ANSWER);
        assertThat(on.state(ANN)).as("not left alone first").isEqualTo(AT_LUNCH);
        assertThat(on.queue().waiting()).isEqualTo(1);
        on.ask(ANN, READY);
        on.abandon(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
    }

    @Test
    void anotherReasonIsAnotherTimeOfItsOwnAndTheSameOneIsNot() {
        on.reachable(ANN);
        on.ask(ANN, LUNCH);
        on.pass(600);
        on.ask(ANN, LUNCH);
        assertThat(annsTime()).isEqualTo(Duration.ofMinutes(10));
        on.ask(ANN, BREAK);
        assertThat(annsTime()).isZero();
        assertThat(reasons()).containsExactly("no", "lunch", "break");
    }

    private List<String> reasons() {
        return on.written.stream()
                .map(entry -> ((AgentStateChanged) entry.fact()).reason().orElse("no"))
                .toList();
    }

    @Test
    void aPhoneThatRegistersAnewEndsNoPauseAndNoLogOut() {
        on.reachable(ANN);
        on.ask(ANN, LUNCH);
        on.reachable(ANN);
        assertThat(on.state(ANN)).isEqualTo(AT_LUNCH);
        on.floor.agentUnreachable(ANN);
        assertThat(on.state(ANN)).isEqualTo(new AgentState.LoggedOut());
        on.reachable(ANN);
        assertThat(on.state(ANN)).isEqualTo(AT_LUNCH);
        on.ask(ANN, LOG_OUT);
        on.reachable(ANN);
        assertThat(on.state(ANN)).isEqualTo(AWAY);
        on.floor.agentUnreachable(ANN);
        on.reachable(ANN);
        assertThat(on.state(ANN)).isEqualTo(AWAY);
    }

    @Test
    void whoLoggedOutIsNotAtWorkAndLogsInWithAWord() {
        on.reachable(ANN);
        on.ask(ANN, LOG_OUT);
        assertThat(on.queue().agentsAtWork()).isZero();
        on.join(1, Tier.GOLD);
        assertThat(on.offered()).isEmpty();
        on.ask(ANN, READY);
        assertThat(on.offered()).containsExactly(1);
    }

    @Test
    void whoLogsOutInATalkFinishesItAndItsWrapUp() {
        annTalks(1);
        on.ask(ANN, LOG_OUT);
        on.endTalk(1);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.WrapUp.class);
        on.pass(5);
        assertThat(on.state(ANN)).isEqualTo(AWAY);
        on.expectAtRest();
    }

    @Test
    void anAgentWithoutAPhoneIsLoggedOutHoweverReadyItSaysItIs() {
        on.ask(ANN, READY);
        assertThat(on.state(ANN)).isEqualTo(new AgentState.LoggedOut());
        on.ask(ANN, LUNCH);
        assertThat(on.state(ANN)).isEqualTo(new AgentState.LoggedOut());
        on.reachable(ANN);
        assertThat(on.state(ANN)).as("what was asked stands").isEqualTo(AT_LUNCH);
    }

    @Test
    void anAgentOfAFixedContactPausesToo() {
        TestFloor floor = new TestFloor(settings(List.of(sales()), fixed(BOB, SALES)));
        floor.ask(BOB, LUNCH);
        floor.join(1, Tier.GOLD);
        assertThat(floor.offered()).isEmpty();
        floor.ask(BOB, LOG_OUT);
        assertThat(floor.state(BOB)).isEqualTo(AWAY);
        floor.ask(BOB, READY);
        assertThat(floor.offered()).containsExactly(1);
    }

    @Test
    void wrapUpIsMadeLongerButNotForEver() {
        annTalks(1);
        on.endTalk(1);
        on.pass(3);
        Instant now = on.loop.instant();
        on.ask(ANN, new AgentWish.MoreWrapUp(Duration.ofSeconds(60)));
        assertThat(on.state(ANN).endsAt()).contains(now.plusSeconds(62));
        assertThat(annsTime()).as("it is the same wrap-up").hasSeconds(3);
        on.ask(ANN, new AgentWish.MoreWrapUp(Duration.ofHours(5)));
        assertThat(on.state(ANN).endsAt()).contains(now.plus(AgentWish.WRAP_UP_MAX));
        on.pass(30 * 60);
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        on.expectAtRest();
    }

    @Test
    void moreWrapUpOutsideOfItIsNothing() {
        on.reachable(ANN);
        on.ask(ANN, new AgentWish.MoreWrapUp(Duration.ofSeconds(60)));
        assertThat(on.state(ANN)).isInstanceOf(AgentState.Available.class);
        assertThat(on.written).hasSize(1);
    }

    @Test
    void theFactSaysWhoAskedWhenItComesToBe() {
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.floor.ask(new AgentRequest(ANN, LUNCH, "supervisor Sara"));
        on.endTalk(1);
        on.pass(5);
        on.ask(ANN, READY);
        on.floor.agentUnreachable(ANN);
        assertThat(
                        on.written.stream()
                                .map(entry -> (AgentStateChanged) entry.fact())
                                .map(fact -> fact.state() + " " + fact.by().orElse("")))
                .containsExactly(
                        "available ",
                        "reserved ",
                        "on-call ",
                        "wrap-up ",
                        "not-ready supervisor Sara",
                        "available agent",
                        "logged-out ");
    }

    @Test
    void aFloorThatIsSetAnewWritesNothingDownOfWhoLoggedOutAndLeavesItsClock() {
        on.reachable(ANN);
        on.ask(ANN, LOG_OUT);
        on.pass(60);
        on.written.clear();
        assertThat(on.floor.change(on.floor.settings())).isEmpty();
        assertThat(on.written).isEmpty();
        assertThat(on.state(ANN)).isEqualTo(AWAY);
        assertThat(annsTime()).hasMinutes(1);
    }

    @Test
    void whatAgentsWereAskedBeforeStandsForThoseWhoAreNamedAlone() {
        TestFloor floor =
                new TestFloor(
                        settings(List.of(sales()), registered(ANN, SALES), registered(BOB, SALES)));
        floor.reachable(ANN, BOB);
        floor.ask(BOB, LOG_OUT);
        floor.floor.stand(Map.of(ANN, LUNCH, new AgentId("nobody"), LUNCH));
        assertThat(floor.state(ANN)).isEqualTo(AT_LUNCH);
        assertThat(floor.state(BOB)).isInstanceOf(AgentState.Available.class);
    }
}
