package zarang.routing.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is promised of a list, wherever it is kept: 10 in all, 3 of one. */
abstract class CallbackStoreContract {
    static final int MAX = 10;
    static final int MAX_OF_ONE = 3;

    private static final Duration MOMENT = Duration.ofMillis(60);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final DiallerName FIRST = new DiallerName("n1", 1000);
    private static final DiallerName AGAIN = new DiallerName("n1", 2000);
    private static final DiallerName OTHER = new DiallerName("n2", 1500);

    abstract CallbackStore store();

    /** Time passes. */
    abstract void pass(Duration span);

    static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private void put(String id) throws Exception {
        of(
                store().put(
                                new CallbackStore.Item(id, "text of " + id, "who " + id, id),
                                Duration.ZERO,
                                ""));
    }

    private CallbackTry tried(DiallerName by) throws Exception {
        return of(store().tried("a", by, 2, MOMENT));
    }

    @Test
    void tryIsCountedForWhoCallsAndNotBeforeTheGapIsOver() throws Exception {
        put("a");
        assertThat(tried(FIRST)).isEqualTo(new CallbackTry(0, "not-leading"));
        assertThat(of(store().lead(FIRST, LONG))).isTrue();
        assertThat(tried(OTHER)).isEqualTo(new CallbackTry(0, "not-leading"));
        assertThat(tried(FIRST)).isEqualTo(new CallbackTry(1, ""));
        assertThat(tried(FIRST)).isEqualTo(new CallbackTry(0, "too-early"));
        assertThat(of(store().all()).tries().get("a")).startsWith("1 ");
        pass(MOMENT);
        assertThat(tried(FIRST)).isEqualTo(new CallbackTry(2, ""));
        pass(MOMENT);
        assertThat(tried(FIRST)).isEqualTo(new CallbackTry(0, "spent"));
        of(store().close("a", "done"));
        assertThat(tried(FIRST)).isEqualTo(new CallbackTry(0, "closed"));
        assertThat(of(store().all()).tries()).isEmpty();
    }

    @Test
    void oneProcessCallsAndALaterRunOfItTakesItsPlaceAtOnce() throws Exception {
        assertThat(of(store().lead(FIRST, LONG))).isTrue();
        assertThat(of(store().lead(OTHER, LONG))).isFalse();
        assertThat(of(store().lead(AGAIN, MOMENT))).isTrue();
        assertThat(of(store().lead(FIRST, LONG))).isFalse();
        pass(MOMENT);
        assertThat(of(store().lead(OTHER, LONG))).isTrue();
    }

    @Test
    void whoHasOneKeepsItFromOthersAndFromBeingCalled() throws Exception {
        put("a");
        of(store().lead(FIRST, LONG));
        assertThat(of(store().hold("a", "api ann", LONG))).contains("api ann");
        assertThat(of(store().hold("a", "api bob", LONG))).contains("api ann");
        assertThat(tried(FIRST)).isEqualTo(new CallbackTry(0, "held"));
        assertThat(of(store().hold("a", "api bob", Duration.ZERO))).contains("api ann");
        assertThat(of(store().hold("a", "api ann", Duration.ZERO))).contains("api ann");
        assertThat(of(store().hold("a", "api bob", MOMENT))).contains("api bob");
        pass(MOMENT);
        assertThat(tried(FIRST).isCounted()).isTrue();
        assertThat(of(store().hold("x", "api ann", LONG))).isEqualTo(Optional.empty());
    }

    @Test
    void whoHasOneIsTheOnlyOneWhoTakesItOffAndNobodyNeedHaveItFirst() throws Exception {
        put("a");
        put("b");
        of(store().hold("a", "api ann", LONG));
        assertThat(of(store().takeOff("a", "done", "api bob"))).isEqualTo(TakenOff.held("api ann"));
        assertThat(of(store().all()).texts()).containsKeys("a", "b");
        assertThat(of(store().takeOff("a", "done", "api ann")).one()).contains("a");
        assertThat(of(store().takeOff("a", "done", "api ann")))
                .isEqualTo(TakenOff.of(Optional.empty()));
        assertThat(of(store().takeOff("b", "done", "api bob")).one())
                .as("had by nobody")
                .contains("b");
        put("c");
        of(store().hold("c", "api ann", MOMENT));
        pass(MOMENT);
        assertThat(of(store().takeOff("c", "done", "api bob")).one()).as("once").contains("c");
        assertThat(of(store().untold())).containsKeys("a:closed", "b:closed", "c:closed");
    }

    @Test
    void whatIsPutByACallIsHeldByItAtFirst() throws Exception {
        of(store().put(new CallbackStore.Item("a", "text", "who", "x"), MOMENT, "call 01"));
        assertThat(of(store().hold("a", "api ann", LONG))).contains("call 01");
        pass(MOMENT);
        assertThat(of(store().hold("a", "api ann", LONG))).contains("api ann");
    }

    @Test
    void callTakesOneOverFromACallThatMayBeDeadAndFromNobodyElse() throws Exception {
        of(store().put(new CallbackStore.Item("a", "text", "who", "x"), LONG, "call 01"));
        assertThat(of(store().hold("a", "call 02", LONG))).contains("call 02");
        assertThat(of(store().hold("a", "call 01", Duration.ZERO))).contains("call 02");
        assertThat(of(store().hold("a", "call 02", Duration.ZERO))).contains("call 02");
        assertThat(of(store().hold("a", "api ann", LONG))).contains("api ann");
        assertThat(of(store().hold("a", "call 02", LONG))).contains("api ann");
    }

    @Test
    void everyChangeHasAVersionOfItsOwn() throws Exception {
        String before = of(store().version());
        put("a");
        String put = of(store().version());
        of(store().hold("a", "x", LONG));
        String held = of(store().version());
        of(store().close("a", "done"));
        assertThat(before).isNotEqualTo(put);
        assertThat(put).isNotEqualTo(held);
        assertThat(held).isNotEqualTo(of(store().version()));
    }

    @Test
    void whatIsKeptIsAmendedAndFoundAsLongAsItIsThere() throws Exception {
        put("a");
        assertThat(of(store().find("who a"))).contains("a");
        assertThat(of(store().find("who b"))).isEmpty();
        String before = of(store().version());
        assertThat(of(store().amend("a", "another"))).isTrue();
        assertThat(of(store().version())).isNotEqualTo(before);
        assertThat(of(store().one("a")).texts()).isEqualTo(Map.of("a", "another"));
        assertThat(of(store().one("b")).texts()).isEmpty();
        of(store().close("a", "done"));
        assertThat(of(store().amend("a", "late"))).isFalse();
        assertThat(of(store().find("who a"))).isEmpty();
        assertThat(of(store().all()).texts()).isEmpty();
    }

    @Test
    void listTakesNoMoreThanItsBounds() throws Exception {
        for (int n = 0; n <= MAX_OF_ONE; n++) {
            CallbackStore.Put put =
                    of(
                            store().put(
                                            new CallbackStore.Item("i" + n, "t", "w" + n, "ann"),
                                            Duration.ZERO,
                                            ""));
            assertThat(put instanceof CallbackStore.Put.New).isEqualTo(n < MAX_OF_ONE);
        }
        for (int n = 0; n < MAX; n++) {
            put("m" + n);
        }
        assertThat(of(store().count())).isEqualTo(MAX);
    }
}
