package zarang.routing.owner;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.owner.FloorPeers.Beat;
import zarang.routing.owner.FloorPeers.Ownership;

/** What must hold among processes that share a floor. */
abstract class FloorPeersContract {
    private static final Beat WANTS = new Beat(0, true, "s1");

    /** A process; nothing was shared before the test began. */
    abstract FloorPeers peer(String name, String run);

    abstract void pass(Duration time);

    static Ownership of(CompletionStage<Ownership> beat) throws Exception {
        return beat.toCompletableFuture().get(5, SECONDS);
    }

    private static Ownership wants(FloorPeers peer) throws Exception {
        return of(peer.beat(WANTS));
    }

    private static Ownership renew(FloorPeers peer, long fence) throws Exception {
        return of(peer.beat(new Beat(fence, true, "s1")));
    }

    @Test
    void theFirstOwnsItAndTheOthersKnow() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        Ownership first = wants(one);
        assertThat(first.owner()).isEqualTo(one.self());
        assertThat(first.fence()).isPositive();
        Ownership second = of(two.beat(new Beat(0, true, "s2")));
        assertThat(second.owner()).isEqualTo(one.self());
        assertThat(second.fence()).isEqualTo(first.fence());
        assertThat(second.settings()).as("of the owner").isEqualTo("s1");
        assertThat(second.living()).containsExactlyInAnyOrder(one.self(), two.self());
    }

    @Test
    void whoRenewsKeepsItUnderTheSameFence() throws Exception {
        FloorPeers one = peer("n1", "a");
        long fence = wants(one).fence();
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(1));
            assertThat(renew(one, fence).fence()).isEqualTo(fence);
            assertThat(wants(peer("n2", "b")).owner()).isEqualTo(one.self());
        }
    }

    @Test
    void whoIsSilentLosesItToTheNextUnderAGreaterFence() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        long fence = wants(one).fence();
        pass(Duration.ofSeconds(2));
        assertThat(wants(two).owner()).isEqualTo(one.self());
        pass(Duration.ofMillis(700));
        Ownership taken = wants(two);
        assertThat(taken.owner()).isEqualTo(two.self());
        assertThat(taken.fence()).isGreaterThan(fence);
        assertThat(taken.living()).containsExactly(two.self());
        assertThat(renew(one, fence).owner()).as("comes back").isEqualTo(two.self());
    }

    @Test
    void whoLapsedAndWasNotReplacedHasItStill() throws Exception {
        FloorPeers one = peer("n1", "a");
        long fence = wants(one).fence();
        pass(Duration.ofMillis(2700));
        assertThat(renew(one, fence).fence()).isEqualTo(fence);
    }

    @Test
    void whoForgotThatItHadItGetsItUnderAGreaterFence() throws Exception {
        FloorPeers one = peer("n1", "a");
        long fence = wants(one).fence();
        assertThat(wants(one).fence()).isGreaterThan(fence);
    }

    @Test
    void aRestartedProcessTakesThePlaceOfItsEarlierRunAtOnce() throws Exception {
        FloorPeers before = peer("n1", "a");
        FloorPeers after = peer("n1", "b");
        long fence = wants(before).fence();
        Ownership taken = wants(after);
        assertThat(taken.owner()).isEqualTo(after.self());
        assertThat(taken.fence()).isGreaterThan(fence);
        assertThat(taken.living()).containsExactly(after.self());
    }

    @Test
    void aNameThatBeginsWithAnothersIsAnother() throws Exception {
        FloorPeers one = peer("n1", "a");
        wants(one);
        assertThat(wants(peer("n", "x")).owner()).isEqualTo(one.self());
        assertThat(wants(peer("n11", "x")).owner()).isEqualTo(one.self());
    }

    @Test
    void whoGivesItUpLivesOnAndAnotherTakesIt() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        long fence = wants(one).fence();
        Ownership nobody = of(one.beat(new Beat(fence, false, "s1")));
        assertThat(nobody.owner()).isEmpty();
        assertThat(nobody.living()).containsExactly(one.self());
        assertThat(wants(two).owner()).isEqualTo(two.self());
        assertThat(of(one.beat(new Beat(0, false, "s1"))).owner()).isEqualTo(two.self());
    }

    @Test
    void whoLeavesIsGone() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        wants(one);
        one.leave().toCompletableFuture().get(5, SECONDS);
        Ownership taken = wants(two);
        assertThat(taken.owner()).isEqualTo(two.self());
        assertThat(taken.living()).containsExactly(two.self());
    }

    @Test
    void whatAgentsWereAskedIsKeptForAllUntilTheyTakeCallers() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        AgentId ann = new AgentId("2001");
        AgentId bob = new AgentId("2002");
        AgentWish lunch = new AgentWish.Pause(new PauseReason("lunch"));
        one.keep(ann, Optional.of(lunch)).toCompletableFuture().get(5, SECONDS);
        one.keep(bob, Optional.of(new AgentWish.LogOut())).toCompletableFuture().get(5, SECONDS);
        two.keep(bob, Optional.empty()).toCompletableFuture().get(5, SECONDS);
        assertThat(two.kept().toCompletableFuture().get(5, SECONDS)).isEqualTo(Map.of(ann, lunch));
    }

    @Test
    void howFastQueuesMovedIsKeptForAllAsItWasWrittenLast() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        assertThat(two.keptPaces().toCompletableFuture().get(5, SECONDS)).isEmpty();
        one.keepPaces("sales\t1\n").toCompletableFuture().get(5, SECONDS);
        two.keepPaces("club\t2\n").toCompletableFuture().get(5, SECONDS);
        assertThat(one.keptPaces().toCompletableFuture().get(5, SECONDS)).isEqualTo("club\t2\n");
    }

    @Test
    void lettersComeInOrderToTheOneTheyAreFor() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        List<String> read = new ArrayList<>();
        List<String> letters = IntStream.range(0, 600).mapToObj(n -> "letter\t" + n).toList();
        assertThat(sent(one, two, letters.subList(0, 60))).isTrue();
        two.listen(letter -> {
            synchronized (read) {
                read.add(letter);
            }
        });
        for (int i = 60; i < letters.size(); i += 60) {
            assertThat(sent(one, two, letters.subList(i, i + 60))).isTrue();
        }
        awaitUntil(() -> {
            synchronized (read) {
                return read.equals(letters);
            }
        });
    }

    @Test
    void whatNobodyReadsIsBounded() throws Exception {
        FloorPeers one = peer("n1", "a");
        FloorPeers two = peer("n2", "b");
        List<String> many = IntStream.range(0, 4_000).mapToObj(Integer::toString).toList();
        for (int i = 0; i < 5; i++) {
            assertThat(sent(one, two, many)).isTrue();
        }
        assertThat(sent(one, two, List.of("one more"))).isFalse();
    }

    private static boolean sent(FloorPeers from, FloorPeers to, List<String> letters)
            throws Exception {
        return from.send(to.self(), letters).toCompletableFuture().get(5, SECONDS);
    }

    abstract void awaitUntil(Callable<Boolean> holds);
}
