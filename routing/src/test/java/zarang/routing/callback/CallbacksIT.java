package zarang.routing.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.journal.EntryLostException;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.routing.told.UntoldFacts;

/** The list of call-backs in a real Redis, shared by two processes. */
@TestInstance(Lifecycle.PER_CLASS)
final class CallbacksIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final QueueName SALES = new QueueName("sales");
    private static final PhoneNumber ANN = new PhoneNumber("+989121234567");
    private static final CallId CALL = new CallId("01J00000000000000000000000");

    private final VirtualLoop loop = new VirtualLoop();

    /** What the journal has, each entry once; */
    private final Map<String, JournalEntry> told = new ConcurrentHashMap<>();

    private volatile boolean journalAway;
    private int seed;
    private TestRedis redis;
    private RedisLink link;

    private final Journal journal =
            entry -> {
                if (journalAway) {
                    return CompletableFuture.failedFuture(new EntryLostException("away"));
                }
                JournalEntry before = told.putIfAbsent(entry.id(), entry);
                assertThat(before).isIn(null, entry);
                return CompletableFuture.completedFuture(entry);
            };

    @BeforeAll
    void start() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Callbacks.library()));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterAll
    void stop() throws Exception {
        link.close();
        redis.close();
    }

    @BeforeEach
    void empty() throws Exception {
        of(link.run(LIMIT, commands -> commands.flushdb()));
        told.clear();
        journalAway = false;
    }

    private static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Callbacks process() {
        return new Callbacks(
                loop, new RedisCallbackStore(link, Callbacks.BOUNDS), journal, new Random(++seed));
    }

    private static Callbacks.Booking book(Callbacks list, PhoneNumber number, String by)
            throws Exception {
        return of(
                list.book(
                        new Callbacks.Wanted(
                                SALES, number, by, Optional.of(CALL), "about an order")));
    }

    private static Callbacks.Wanted asked(QueueName queue) {
        return new Callbacks.Wanted(queue, ANN, "x", Optional.empty(), "");
    }

    private static PhoneNumber number(int last) {
        return new PhoneNumber("+98912" + (1_000_000 + last));
    }

    @Test
    void whatOneProcessBooksTheOthersSeeAndTheJournalIsToldOnce() throws Exception {
        Callbacks.Booking booking = book(process(), ANN, ANN.e164());
        assertThat(booking.fresh()).isTrue();
        assertThat(of(process().all()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.id()).isEqualTo(booking.id().orElseThrow());
                    assertThat(each.number()).isEqualTo(ANN);
                    assertThat(each.queue()).isEqualTo(SALES);
                    assertThat(each.call()).contains(CALL);
                    assertThat(each.note()).isEqualTo("about an order");
                });
        assertThat(told.values())
                .extracting(JournalEntry::fact)
                .containsExactly(
                        new CallbackBooked(SALES, ANN, Optional.of(CALL), "about an order"));
        await().until(() -> of(link.run(LIMIT, c -> c.hlen("{callbacks}:untold"))) == 0);
    }

    @Test
    void oneQueueCallsOneNumberOnceAndItKeepsItsPlace() throws Exception {
        String first = book(process(), ANN, ANN.e164()).id().orElseThrow();
        book(process(), number(1), "x");
        loop.advance(Duration.ofMinutes(1));
        Callbacks.Booking again = book(process(), ANN, ANN.e164());
        assertThat(again).isEqualTo(new Callbacks.Booking(Optional.of(first), false));
        assertThat(of(process().all()).getFirst().id()).isEqualTo(first);
        assertThat(of(process().book(asked(new QueueName("support")))).fresh()).isTrue();
    }

    @Test
    void ofManyWhoAskAtOnceExactlyOneIsPutOnTheList() throws Exception {
        List<CompletionStage<Callbacks.Booking>> all =
                IntStream.range(0, 50).mapToObj(n -> process().book(asked(SALES))).toList();
        int fresh = 0;
        for (CompletionStage<Callbacks.Booking> each : all) {
            fresh += of(each).fresh() ? 1 : 0;
        }
        assertThat(fresh).isEqualTo(1);
        assertThat(of(process().all())).hasSize(1);
    }

    @Test
    void oneCallerCannotFillTheListAndClosingMakesRoom() throws Exception {
        Callbacks list = process();
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < Callbacks.OF_ONE_MAX; n++) {
            ids.add(book(list, number(n), ANN.e164()).id().orElseThrow());
        }
        assertThat(book(list, number(7), ANN.e164()).id()).isEmpty();
        assertThat(book(list, number(7), "another").id()).isPresent();
        assertThat(of(list.close(ids.getFirst(), CallbackResult.DONE, "api owner"))).isPresent();
        assertThat(book(list, number(8), ANN.e164()).fresh()).isTrue();
    }

    @Test
    void whatIsClosedIsGoneOnceWhoeverClosesIt() throws Exception {
        String id = book(process(), ANN, "x").id().orElseThrow();
        CompletionStage<Optional<Callback>> one =
                process().close(id, CallbackResult.DONE, "api ann");
        CompletionStage<Optional<Callback>> other =
                process().close(id, CallbackResult.NOT_REACHED, "api bob");
        assertThat(List.of(of(one).isPresent(), of(other).isPresent()))
                .containsExactlyInAnyOrder(true, false);
        assertThat(told.values().stream().filter(e -> e.fact() instanceof CallbackClosed))
                .hasSize(1);
        assertThat(of(process().all())).isEmpty();
        assertThat(of(process().close(id, CallbackResult.DONE, "x"))).isEmpty();
        assertThat(book(process(), ANN, "x").fresh()).isTrue();
    }

    /** The process died after Redis had it and before the journal did. */
    @Test
    void whatAProcessThatDiedDidNotTellAnotherOneTells() throws Exception {
        journalAway = true;
        String id = book(process(), ANN, "x").id().orElseThrow();
        of(process().close(id, CallbackResult.SERVED, "caller"));
        assertThat(told).isEmpty();
        journalAway = false;
        Callbacks next = Callbacks.open(loop, link, journal, new Random(++seed));
        loop.advance(UntoldFacts.EVERY);
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(told.keySet())
                                .containsExactlyInAnyOrder(id + ":booked", id + ":closed"));
        await().until(() -> of(link.run(LIMIT, c -> c.hlen("{callbacks}:untold"))) == 0);
        next.close();
    }

    @Test
    void damagedEntryIsPassedOver() throws Exception {
        of(link.run(LIMIT, c -> c.hset("{callbacks}:open", "x", "rubbish")));
        of(link.run(LIMIT, c -> c.hset("{callbacks}:untold", "x:booked", "rubbish")));
        book(process(), ANN, "x");
        Callbacks list = Callbacks.open(loop, link, journal, new Random(++seed));
        loop.advance(UntoldFacts.EVERY);
        assertThat(of(list.all())).hasSize(1);
        await().until(() -> of(link.run(LIMIT, c -> c.hlen("{callbacks}:untold"))) == 0);
        list.close();
    }

    private String asked(CallbackService service, Optional<PhoneNumber> caller, String number)
            throws Exception {
        Map<String, ScriptValue> arguments = new LinkedHashMap<>();
        arguments.put(CallbackArguments.QUEUE, new ScriptValue.Text("sales"));
        if (!number.isEmpty()) {
            arguments.put(CallbackArguments.NUMBER, new ScriptValue.Digits(number));
        }
        ServiceAnswer answer =
                of(
                        service.ask(
                                new ServiceQuestion(
                                        Optional.of(CALL), caller, Optional.empty(), arguments)));
        return ((ServiceAnswer.Given) answer).outcome();
    }

    @Test
    void scriptAsksForTheCallerOrForANumberThatWasPressed() throws Exception {
        CallbackService service =
                new CallbackService(
                        process(),
                        (call, id) -> {},
                        text -> text.equals("09121234567") ? Optional.of(ANN) : Optional.empty());
        assertThat(asked(service, Optional.empty(), "")).isEqualTo("no-number");
        assertThat(asked(service, Optional.of(number(1)), "12")).isEqualTo("no-number");
        assertThat(asked(service, Optional.of(number(1)), "")).isEqualTo("booked");
        assertThat(asked(service, Optional.empty(), "09121234567")).isEqualTo("booked");
        assertThat(asked(service, Optional.of(ANN), "")).isEqualTo("already");
        assertThat(service.counts())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "booked",
                                2L,
                                "already",
                                1L,
                                "no-number",
                                2L,
                                "full",
                                0L,
                                "error",
                                0L));
    }
}
