package zarang.ivr.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.AgentId;
import zarang.call.PhoneNumber;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/** An emergency closure: who may, what the others know of it, and what scripts are told. */
class ClosuresTest {
    /** Kept for all processes, unless it is away. */
    private static final class Kept implements ClosureStore {
        final Map<String, String> all = new HashMap<>();
        boolean away;

        /** What looks are answered with, later; none: at once. */
        @Nullable CompletableFuture<Map<String, String>> later;

        private <T> CompletionStage<T> unlessAway(T value) {
            return away
                    ? CompletableFuture.failedStage(new IllegalStateException("away"))
                    : CompletableFuture.completedStage(value);
        }

        @Override
        public CompletionStage<Map<String, String>> all() {
            return later == null ? unlessAway(Map.copyOf(all)) : later;
        }

        @Override
        public CompletionStage<@Nullable Void> put(String calendar, String closure) {
            if (!away) {
                all.put(calendar, closure);
            }
            return unlessAway(calendar).thenApply(done -> null);
        }

        @Override
        public CompletionStage<@Nullable Void> remove(String calendar) {
            if (!away) {
                all.remove(calendar);
            }
            return unlessAway(calendar).thenApply(done -> null);
        }
    }

    @TempDir Path folder;

    private final VirtualLoop loop = new VirtualLoop();
    private final Kept kept = new Kept();
    private final List<JournalEntry> journal = new ArrayList<>();
    private LiveCalendars desk;
    private LiveCalendars other;

    @BeforeEach
    void open() {
        Calendars calendars =
                CalendarFiles.good(
                        folder,
                        """
                        calendars:
                          office:
                            hours: {workday: all-day, weekend: all-day}
                            closers: ["+989121234567", "2001"]
                          night:
                            hours: {workday: closed, friday: 10:00-12:00}
                        """);
        desk = desk(calendars, "a");
        other = desk(calendars, "b");
        loop.settle();
    }

    private LiveCalendars desk(Calendars calendars, String node) {
        CalendarClosures closures =
                new CalendarClosures(
                        loop,
                        node,
                        kept,
                        entry -> {
                            journal.add(entry);
                            return CompletableFuture.completedStage(entry);
                        });
        loop.post(closures::look);
        return new LiveCalendars(calendars, closures, loop);
    }

    private Optional<ServiceAnswer> ask(
            ScriptService service,
            Optional<PhoneNumber> caller,
            Optional<AgentId> agent,
            Map<String, ScriptValue> arguments) {
        List<ServiceAnswer> answers = new ArrayList<>();
        loop.post(() ->
                service.ask(new ServiceQuestion(Optional.empty(), caller, agent, arguments))
                        .whenComplete((answer, failure) ->
                                answers.add(
                                        failure == null
                                                ? answer
                                                : new ServiceAnswer.Failed(failure.toString()))));
        loop.settle();
        return answers.stream().findFirst();
    }

    private Optional<ServiceAnswer> hours(LiveCalendars by, String calendar) {
        return ask(
                new CalendarService(by::now),
                Optional.empty(),
                Optional.empty(),
                Map.of("calendar", new ScriptValue.Text(calendar)));
    }

    private Optional<ServiceAnswer> wish(
            Optional<PhoneNumber> caller, Optional<AgentId> agent, String wish, int seconds) {
        Map<String, ScriptValue> arguments = new HashMap<>();
        arguments.put("calendar", new ScriptValue.Text("office"));
        arguments.put("wish", new ScriptValue.Text(wish));
        if (seconds > 0) {
            arguments.put("seconds", new ScriptValue.Decimal(BigDecimal.valueOf(seconds)));
        }
        return ask(new ClosureService(desk), caller, agent, arguments);
    }

    private static String outcome(Optional<ServiceAnswer> answer) {
        return answer.orElseThrow() instanceof ServiceAnswer.Given given
                ? given.outcome()
                : answer.get().toString();
    }

    @Test
    void anAuthorisedPhoneClosesAndOpensByOneKeyAndAllProcessesKnow() {
        Optional<PhoneNumber> boss = Optional.of(new PhoneNumber("+989121234567"));
        assertThat(outcome(hours(desk, "office"))).isEqualTo("open");
        assertThat(outcome(wish(boss, Optional.empty(), "toggle", 0))).isEqualTo("closed");
        assertThat(outcome(hours(desk, "office"))).isEqualTo("closed-now");
        loop.advance(CalendarClosures.EVERY);
        assertThat(outcome(hours(other, "office"))).isEqualTo("closed-now");
        assertThat(outcome(wish(boss, Optional.empty(), "toggle", 0))).isEqualTo("opened");
        assertThat(outcome(hours(desk, "office"))).isEqualTo("open");
        loop.advance(CalendarClosures.EVERY);
        assertThat(outcome(hours(other, "office"))).isEqualTo("open");
        assertThat(journal)
                .extracting(entry -> entry.fact().type().name())
                .containsExactly("calendar.closed", "calendar.opened");
        assertThat(journal.getFirst().fact())
                .as("the number is not told whole")
                .isEqualTo(new CalendarClosed("phone +…67", Optional.empty(), ""));
    }

    @Test
    void anAgentAtItsPhoneMayAndOthersMayNot() {
        assertThat(outcome(wish(Optional.empty(), Optional.of(new AgentId("2001")), "close", 0)))
                .isEqualTo("closed");
        assertThat(outcome(wish(Optional.empty(), Optional.of(new AgentId("2002")), "open", 0)))
                .isEqualTo("refused");
        assertThat(outcome(wish(Optional.empty(), Optional.empty(), "open", 0)))
                .as("a number that no trunk vouches for")
                .isEqualTo("refused");
        assertThat(outcome(hours(desk, "office"))).isEqualTo("closed-now");
        assertThat(journal).hasSize(1);
    }

    @Test
    void aClosureWithAnEndEndsByItself() {
        Optional<AgentId> agent = Optional.of(new AgentId("2001"));
        wish(Optional.empty(), agent, "close", 600);
        loop.advance(Duration.ofSeconds(599));
        assertThat(outcome(hours(desk, "office"))).isEqualTo("closed-now");
        loop.advance(Duration.ofSeconds(1));
        assertThat(outcome(hours(desk, "office"))).isEqualTo("open");
        assertThat(outcome(hours(other, "office"))).isEqualTo("open");
    }

    @Test
    void aProcessThatStartsFindsWhatWasClosed() {
        wish(Optional.empty(), Optional.of(new AgentId("2001")), "close", 0);
        LiveCalendars later = desk(desk.calendars(), "c");
        loop.settle();
        assertThat(outcome(hours(later, "office"))).isEqualTo("closed-now");
    }

    @Test
    void whileTheStoreIsAwayWhatIsKnownStaysAndNothingChanges() {
        Optional<AgentId> agent = Optional.of(new AgentId("2001"));
        wish(Optional.empty(), agent, "close", 0);
        kept.away = true;
        loop.advance(Duration.ofMinutes(5));
        assertThat(outcome(hours(desk, "office"))).isEqualTo("closed-now");
        assertThat(wish(Optional.empty(), agent, "open", 0).orElseThrow())
                .isInstanceOf(ServiceAnswer.Failed.class);
        assertThat(outcome(hours(desk, "office"))).isEqualTo("closed-now");
        assertThat(journal).hasSize(1);
    }

    @Test
    void whatWasReadBeforeAClosureDoesNotOpenAgain() {
        CompletableFuture<Map<String, String>> later = new CompletableFuture<>();
        kept.later = later;
        loop.advance(CalendarClosures.EVERY);
        wish(Optional.empty(), Optional.of(new AgentId("2001")), "close", 0);
        later.complete(Map.of());
        loop.settle();
        assertThat(outcome(hours(desk, "office"))).isEqualTo("closed-now");
    }

    @Test
    void aDamagedRecordCountsAsAClosure() {
        kept.all.put("office", "{\"by\":");
        loop.advance(CalendarClosures.EVERY);
        assertThat(outcome(hours(desk, "office"))).isEqualTo("closed-now");
        String never = "+1000000000-12-31T23:59:59Z";
        kept.all.put(
                "office",
                ClosureText.write(
                        new CalendarClosure(
                                "eva", loop.instant(), Optional.of(Instant.parse(never)), "")));
        loop.advance(CalendarClosures.EVERY);
        assertThat(outcome(hours(desk, "office"))).as(never).isEqualTo("closed-now");
    }

    @Test
    void itSaysWhenItOpensNextForAPromptToSay() {
        ServiceAnswer.Given given = (ServiceAnswer.Given) hours(desk, "night").orElseThrow();
        assertThat(given.outcome()).isEqualTo("closed");
        assertThat(given.values())
                .containsEntry("opens-time", new ScriptValue.Text("10:00"))
                .containsKey("opens-date");
        assertThat(hours(desk, "nihgt").orElseThrow())
                .isEqualTo(new ServiceAnswer.Failed("no calendar 'nihgt'"));
    }
}
