package zarang.routing.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTimes;
import zarang.call.fact.Fact;
import zarang.call.fact.QueueJoined;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.Places;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceQuestion;

/** Who is to be called back and comes again, or asks for it in a call, under a virtual clock. */
final class CallbackReturnsTest {
    private static final PhoneNumber ANN = new PhoneNumber("+989121234567");
    private static final PhoneNumber BOB = new PhoneNumber("+989121234568");
    private static final Duration SOON = Duration.ofSeconds(3);

    private final VirtualLoop loop = new VirtualLoop();
    private final CallbackStoreInMemory store = new CallbackStoreInMemory(loop, 100, 3);
    private final Map<String, JournalEntry> journal = new LinkedHashMap<>();
    private final DiallingServer one = new DiallingServer(loop, store, journal, "n1");

    private Fact closing(String id) {
        return Optional.ofNullable(journal.get(id + ":closed")).orElseThrow().fact();
    }

    private CallId comesAgain(long number) {
        CallId call = DiallingServer.call(number);
        one.write(call, new CallStarted(Optional.of(ANN), "1000", "lab", "hotline", 1));
        one.write(call, new QueueJoined(DiallingServer.SALES, Tier.BRONZE, 1, Optional.empty()));
        return call;
    }

    private void ends(CallId call, long talkMs) {
        one.write(
                call,
                new CallEnded(
                        Optional.empty(),
                        Optional.of(ANN),
                        Optional.of(DiallingServer.SALES),
                        true,
                        new CallTermination(
                                CallTermination.Result.SERVED,
                                Party.CALLER,
                                Cause.NORMAL_CLEARING,
                                "caller hung up"),
                        new CallTimes(60_000, 60_000, talkMs, 0)));
    }

    @Test
    void callerWhoComesAgainHasThePlaceOfItsCallbackAndIsNotCalledMeanwhile() {
        Instant began = loop.instant().minus(Duration.ofMinutes(4));
        String ann = one.book(ANN, Tier.BRONZE, Duration.ofMinutes(4));
        loop.advance(SOON);
        CallId call = comesAgain(7);
        List<Duration> places = new ArrayList<>();
        one.side.places(Places.NONE).regain(call, BOB, DiallingServer.SALES, places::add);
        one.side.places(Places.NONE).regain(call, ANN, DiallingServer.SALES, places::add);
        loop.settle();
        assertThat(places).containsExactly(Duration.between(began, loop.instant()));
        loop.advance(SOON);
        assertThat(one.left()).containsExactly(ann);
        loop.advance(Callbacks.HELD.multipliedBy(3));
        assertThat(one.joined()).hasSize(1);
        ends(call, 30_000);
        assertThat(closing(ann))
                .isEqualTo(
                        new CallbackClosed(DiallingServer.SALES, CallbackResult.SERVED, "caller"));
    }

    @Test
    void callerWhoComesAgainInVainIsCalledBackAllTheSame() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ofMinutes(4));
        loop.advance(SOON);
        CallId call = comesAgain(7);
        loop.advance(SOON);
        ends(call, 0);
        loop.advance(SOON);
        assertThat(one.joined()).hasSize(2).endsWith(ann);
    }

    @Test
    void whoAsksInACallIsNotCalledBeforeItIsOver() {
        CallId call = comesAgain(7);
        String ann =
                one.callbacks
                        .book(
                                new Callbacks.Wanted(
                                        DiallingServer.SALES,
                                        ANN,
                                        ANN.e164(),
                                        Optional.of(call),
                                        ""))
                        .toCompletableFuture()
                        .join()
                        .id()
                        .orElseThrow();
        loop.advance(SOON);
        assertThat(one.joined()).isEmpty();
        loop.advance(Callbacks.HELD.multipliedBy(3));
        assertThat(one.joined()).as("the call goes on").isEmpty();
        ends(call, 30_000);
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(ann);
    }

    @Test
    void whoWaitsAlreadyWhenSomebodyBooksItIsNotCalledAndServedByItsCall() {
        CallId call = comesAgain(7);
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        assertThat(one.left()).isEqualTo(one.joined());
        int before = one.joined().size();
        loop.advance(Callbacks.HELD.multipliedBy(3));
        assertThat(one.joined()).hasSize(before);
        ends(call, 30_000);
        assertThat(closing(ann))
                .isEqualTo(
                        new CallbackClosed(DiallingServer.SALES, CallbackResult.SERVED, "caller"));
    }

    @Test
    void whatAnAgentBooksInTheTalkIsForAfterIt() {
        CallId call = comesAgain(7);
        one.write(
                call,
                new CallAnswered(
                        DiallingServer.SALES, DiallingServer.AGENT, 900, Optional.empty()));
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        int before = one.joined().size();
        loop.advance(Callbacks.HELD.multipliedBy(3));
        assertThat(one.joined()).as("not while the two talk").hasSize(before);
        ends(call, 30_000);
        loop.advance(SOON);
        assertThat(one.joined()).hasSize(before + 1).endsWith(ann);
        assertThat(journal).doesNotContainKey(ann + ":closed");
    }

    @ParameterizedTest(name = "away for {0} s")
    @ValueSource(ints = {10, 600})
    void whoCameAgainWhileTheListCouldNotBeReachedIsNotCalledAfterIt(int awayS) {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ofMinutes(4));
        loop.advance(SOON);
        store.away = true;
        loop.advance(Duration.ofSeconds(7));
        CallId call = comesAgain(7);
        loop.advance(Duration.ofSeconds(awayS));
        store.away = false;
        loop.advance(Duration.ofSeconds(2));
        int before = one.joined().size();
        assertThat(one.left()).hasSize(before);
        loop.advance(Callbacks.HELD.multipliedBy(2));
        assertThat(one.joined()).hasSize(before);
        store.away = true;
        ends(call, 30_000);
        loop.advance(Duration.ofSeconds(awayS));
        store.away = false;
        loop.advance(SOON);
        assertThat(one.joined()).hasSize(before);
        assertThat(closing(ann))
                .isEqualTo(
                        new CallbackClosed(DiallingServer.SALES, CallbackResult.SERVED, "caller"));
    }

    @Test
    void whoAsksWithoutANumberOfItsOwnIsNotCalledBeforeItsCallIsOver() {
        CallId call = DiallingServer.call(7);
        one.write(call, new CallStarted(Optional.empty(), "1000", "lab", "hotline", 1));
        var _ =
                Optional.ofNullable(one.side.services().get(CallbackArguments.SERVICE))
                        .orElseThrow()
                        .ask(
                                new ServiceQuestion(
                                        Optional.of(call),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Map.of(
                                                CallbackArguments.QUEUE,
                                                new ScriptValue.Text("sales"),
                                                CallbackArguments.NUMBER,
                                                new ScriptValue.Text(ANN.e164()))));
        loop.advance(Callbacks.HELD.multipliedBy(3));
        assertThat(one.joined()).isEmpty();
        ends(call, 0);
        loop.advance(SOON);
        assertThat(one.joined()).hasSize(1);
    }
}
