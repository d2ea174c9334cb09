package zarang.routing.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.loop.VirtualLoop;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.SupervisionResult;
import zarang.routing.owner.InMemoryPeers;

/** What processes tell one another of their calls, and what stands when one is silent. */
final class CallPeersTest {
    private static final String BY = "key of the desk";
    private static final AgentId HEAD = new AgentId("2009");

    private final VirtualLoop loop = new VirtualLoop();
    private final InMemoryPeers.Hub hub = new InMemoryPeers.Hub(loop);
    private final CallNode one = new CallNode(loop, hub, "n1");
    private final CallNode two = new CallNode(loop, hub, "n2");

    CallPeersTest() {
        one.beat();
        two.beat();
        one.beat();
        loop.settle();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        loop.advance(OpenQuestions.LIMIT);
        one.beat();
        two.beat();
        loop.settle();
        assertThat(one.calls.counts().open()).isZero();
        assertThat(two.calls.counts().open()).isZero();
        assertThat(loop.pendingTimers()).isZero();
    }

    private static CallId id(int number) {
        return new CallId("01JQZ%021d".formatted(number));
    }

    private <T> T now(CompletionStage<T> stage) {
        loop.settle();
        return stage.toCompletableFuture().getNow(null);
    }

    private static CallRequest hangUp(CallId call) {
        return new CallRequest(call, new CallRequest.Wish.HangUp(), BY);
    }

    @Test
    void callsOfAllProcessesAreListedTheOldestFirstEachWithItsProcess() {
        CallSeen second = two.begin(id(2));
        CallSeen first = one.begin(id(1));
        CallSeen third = one.begin(id(3));
        CallsSeen seen = now(one.calls.page(Optional.empty(), 50));
        assertThat(seen.calls()).containsExactly(first, second, third);
        assertThat(seen.calls()).extracting(CallSeen::node).containsExactly("n1", "n2", "n1");
        assertThat(second.caller()).as("what leaves a process").contains("+…67");
        assertThat(seen.isComplete()).isTrue();
        assertThat(now(two.calls.page(Optional.of(id(1)), 1)).calls()).containsExactly(second);
        assertThat(one.lettersOfTheFloor).isEmpty();
    }

    @Test
    void whoIsAloneAsksNobodyAndKnowsAll() {
        var _ = two.peers.leave();
        one.beat();
        loop.settle();
        CallSeen own = one.begin(id(1));
        CallsSeen seen = now(one.calls.page(Optional.empty(), 50));
        assertThat(seen).isEqualTo(new CallsSeen(List.of(own), List.of(), true));
        assertThat(one.calls.counts().asked()).isZero();
    }

    @Test
    void processThatIsSilentIsMissingAfterASecondAndTheOthersAreShown() {
        CallSeen own = one.begin(id(1));
        two.begin(id(2));
        two.peers.die();
        CompletableFuture<CallsSeen> seen =
                one.calls.page(Optional.empty(), 50).toCompletableFuture();
        loop.advance(Duration.ofMillis(999));
        assertThat(seen).isNotDone();
        loop.advance(Duration.ofMillis(1));
        assertThat(seen.join()).isEqualTo(new CallsSeen(List.of(own), List.of("n2"), true));
        assertThat(seen.join().isComplete()).isFalse();
        assertThat(one.calls.counts()).isEqualTo(new CallPeerCounts(0, 1, 1, 0, 0));
    }

    @Test
    void callOfAProcessThatGoesWhileAskedIsUnknownAndOverOnceTheProcessIsKnownToBeGone() {
        two.begin(id(2));
        two.peers.die();
        CompletableFuture<CallDone> asked = one.calls.ask(hangUp(id(2))).toCompletableFuture();
        loop.advance(OpenQuestions.LIMIT);
        assertThat(asked.join().result()).isEqualTo(SupervisionResult.NO_CALL);
        assertThat(asked.join().asked().missing()).containsExactly("n2");
        loop.advance(Duration.ofSeconds(2));
        one.beat();
        loop.settle();
        CallDone gone = now(one.calls.ask(hangUp(id(2))));
        assertThat(gone.result()).isEqualTo(SupervisionResult.NO_CALL);
        assertThat(gone.asked().isComplete()).isTrue();
    }

    @Test
    void callOfAnotherProcessIsFoundAndItsHomeAloneIsAskedFromThenOn() {
        CallNode three = new CallNode(loop, hub, "n3");
        three.beat();
        one.beat();
        loop.settle();
        CallSeen call = two.begin(id(2));
        assertThat(now(one.calls.these(Set.of(id(2)))).calls()).containsExactly(call);
        assertThat(one.calls.counts().asked()).isEqualTo(2);
        three.peers.die();
        CallsSeen again = now(one.calls.these(Set.of(id(2))));
        assertThat(again).isEqualTo(new CallsSeen(List.of(call), List.of(), true));
        assertThat(one.calls.counts().asked()).isEqualTo(3);
        two.end(id(2));
        CallsSeen over = now(one.calls.these(Set.of(id(2))));
        assertThat(over).isEqualTo(new CallsSeen(List.of(), List.of(), true));
    }

    static List<CallRequest.Wish> wishes() {
        Optional<AgentId> head = Optional.of(HEAD);
        List<CallRequest.Wish> all = new ArrayList<>();
        for (SupervisionMode mode : SupervisionMode.values()) {
            all.add(new CallRequest.Wish.Ring(HEAD, mode));
            all.add(new CallRequest.Wish.Become(Optional.empty(), mode));
        }
        all.add(new CallRequest.Wish.TakeOver(head));
        all.add(new CallRequest.Wish.TakeOver(Optional.empty()));
        all.add(new CallRequest.Wish.Leave(head));
        all.add(new CallRequest.Wish.HangUp());
        all.add(new CallRequest.Wish.Requeue());
        return all;
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void whatIsWantedOfACallIsDoneOnceWhereItIsAndItsResultComesBack(CallRequest.Wish wish) {
        CallSeen call = two.begin(id(2));
        CallDone done = now(one.calls.ask(new CallRequest(id(2), wish, BY)));
        assertThat(done)
                .isEqualTo(
                        new CallDone(
                                SupervisionResult.DONE,
                                Optional.of(call),
                                new CallsSeen(List.of(call), List.of(), true)));
        assertThat(two.asked()).isEqualTo(1);
        assertThat(one.asked()).isZero();
        two.answers(SupervisionResult.TOO_MANY);
        assertThat(now(one.calls.ask(new CallRequest(id(2), wish, BY))).result())
                .isEqualTo(SupervisionResult.TOO_MANY);
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void letterBringsAWishAsItWasWritten(CallRequest.Wish wish) {
        var letter =
                new CallLetter<CallQuestion>(
                        "n1~run1",
                        7,
                        loop.instant(),
                        new CallQuestion.Do(new CallRequest(id(2), wish, "a\tb\\c\nd")));
        assertThat(CallLetterText.readQuestion(CallLetterText.question(letter))).contains(letter);
    }

    @Test
    void callHereIsAskedWithoutALetter() {
        one.begin(id(1));
        CallDone done = now(one.calls.ask(hangUp(id(1))));
        assertThat(done.result()).isEqualTo(SupervisionResult.DONE);
        assertThat(one.asked()).isEqualTo(1);
        assertThat(one.calls.counts().asked()).isZero();
    }

    @Test
    void letterThatComesTwiceDoesNothingTwice() {
        two.begin(id(2));
        String letter = question(7, new CallQuestion.Do(hangUp(id(2))));
        var _ = one.peers.send(two.peers.self(), List.of(letter, letter));
        loop.settle();
        assertThat(two.asked()).isEqualTo(1);
        assertThat(two.calls.counts().dropped()).isEqualTo(1);
        assertThat(one.calls.counts().dropped()).as("answers nobody waits for").isEqualTo(1);
    }

    private String question(long number, CallQuestion question) {
        return CallLetterText.question(
                new CallLetter<>(one.peers.self(), number, loop.instant(), question));
    }

    @Test
    void questionWhoseAskerHasLongGivenUpIsNotDone() {
        two.begin(id(2));
        String letter = question(7, new CallQuestion.Do(hangUp(id(2))));
        loop.advance(Duration.ofSeconds(11));
        var _ = one.peers.send(two.peers.self(), List.of(letter));
        loop.settle();
        assertThat(two.asked()).isZero();
        assertThat(two.calls.counts().dropped()).isEqualTo(1);
    }

    @Test
    void answerThatComesTwiceOrAfterTheLimitChangesNothing() {
        CallSeen call = two.begin(id(2));
        two.peers.die();
        CompletableFuture<CallsSeen> seen =
                one.calls.page(Optional.empty(), 50).toCompletableFuture();
        loop.advance(OpenQuestions.LIMIT);
        var answer =
                CallLetterText.answer(
                        new CallLetter<>(
                                two.peers.self(),
                                1,
                                loop.instant(),
                                new CallAnswer(SupervisionResult.DONE, List.of(call))));
        var _ = two.peers.send(one.peers.self(), List.of(answer, answer));
        loop.settle();
        assertThat(seen.join().calls()).isEmpty();
        assertThat(one.calls.counts().dropped()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls-ask\t",
                "calls-ask\tn1~run1",
                "calls-ask\tn1~run1\tseven\t2026-03-21T08:00:00Z\tpage\t\t50",
                "calls-ask\tn1~run1\t7\tyesterday\tpage\t\t50",
                "calls-ask\tn1~run1\t7\t2026-03-21T08:00:00Z\tpage\t\t-1",
                "calls-ask\tn1~run1\t7\t2026-03-21T08:00:00Z\tpage\t\t99999999999",
                "calls-ask\tn1~run1\t7\t2026-03-21T08:00:00Z\tthese\tx",
                "calls-ask\tn1~run1\t7\t2026-03-21T08:00:00Z\tdo\t01JQZ0000000000000000000AA",
                "calls-ask\tn1~run1\t7\t2026-03-21T08:00:00Z\tof-a-later-version",
                "calls-answer\t",
                "calls-answer\tn1~run1\t7\t2026-03-21T08:00:00Z\tDREAMT",
                "calls-answer\tn1~run1\t7\t2026-03-21T08:00:00Z\tDONE\nn1\tx",
            })
    void letterThatIsDamagedIsCountedAndDropped(String letter) {
        var _ = one.peers.send(two.peers.self(), List.of(letter));
        loop.settle();
        assertThat(two.calls.counts().dropped()).isEqualTo(1);
        assertThat(two.calls.counts().answered()).isZero();
        assertThat(two.lettersOfTheFloor).isEmpty();
        two.begin(id(2));
        assertThat(now(one.calls.page(Optional.empty(), 50)).calls()).hasSize(1);
    }

    @Test
    void letterOfTheFloorComesToTheFloor() {
        var _ = one.peers.send(two.peers.self(), List.of("answer\t7"));
        loop.settle();
        assertThat(two.lettersOfTheFloor).containsExactly("answer\t7");
        assertThat(two.calls.counts().dropped()).isZero();
    }

    @Test
    void moreThanAreAskedAtATimeCountAsSilentAtOnce() {
        two.peers.die();
        List<CompletableFuture<CallsSeen>> asked =
                IntStream.rangeClosed(0, OpenQuestions.OPEN_MAX)
                        .mapToObj(i -> one.calls.page(Optional.empty(), 1).toCompletableFuture())
                        .toList();
        assertThat(asked.getLast()).isDone();
        assertThat(asked.getLast().join().missing()).containsExactly("n2");
        assertThat(asked.getFirst()).isNotDone();
        loop.advance(OpenQuestions.LIMIT);
        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(one.calls.counts().silent()).isEqualTo(OpenQuestions.OPEN_MAX + 1L);
    }

    @Test
    void manyCallsAreAskedAboutInSeveralLetters() {
        List<CallId> all = IntStream.range(0, 500).mapToObj(CallPeersTest::id).toList();
        all.forEach(two::begin);
        CallsSeen seen = now(one.calls.these(all));
        assertThat(seen.calls()).extracting(CallSeen::id).isEqualTo(all);
        assertThat(one.calls.counts().asked()).isEqualTo(3);
    }

    @Test
    void whoWasNotToldForLongWhoLivesDoesNotSayThatItKnowsAll() {
        CallSeen own = one.begin(id(1));
        loop.advance(Duration.ofSeconds(6));
        CallsSeen seen = now(one.calls.page(Optional.empty(), 50));
        assertThat(seen.calls()).containsExactly(own);
        assertThat(seen.othersKnown()).isFalse();
        assertThat(seen.isComplete()).isFalse();
        CallsSeen found = now(one.calls.these(Set.of(id(1))));
        assertThat(found.isComplete()).as("all that was asked for is there").isTrue();
    }

    @Test
    void whoClosesLetsNobodyWait() {
        two.peers.die();
        CompletableFuture<CallsSeen> seen =
                one.calls.page(Optional.empty(), 50).toCompletableFuture();
        one.calls.close();
        assertThat(seen).isDone();
        one.beat();
        loop.settle();
        assertThat(now(one.calls.page(Optional.empty(), 50)).calls()).isEmpty();
        assertThat(one.calls.counts().asked()).as("nobody any more").isEqualTo(1);
    }
}
