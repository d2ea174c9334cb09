package zarang.api.calendars;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.api.route.SentTime;

/** {@code /calendars}: whether there is somebody to talk to, and an emergency closure. */
public final class CalendarApi {
    private static final String CALENDARS = "/api/v1/calendars";
    private static final int REASON_MAX = 120;

    private final CalendarsAtWork desk;
    private final InstantSource clock;

    public CalendarApi(CalendarsAtWork desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** A calendar as it is sent. */
    record Shown(
            String id,
            String title,
            String zone,
            String state,
            String why,
            @Nullable Instant closes,
            @Nullable Instant opens,
            String shown,
            @Nullable ShownClosure closure) {
        static Shown of(CalendarsAtWork.Saying saying) {
            return new Shown(
                    saying.name(),
                    saying.title(),
                    saying.zone(),
                    saying.state(),
                    saying.why(),
                    saying.closes().orElse(null),
                    saying.opens().orElse(null),
                    saying.shown(),
                    saying.closed().map(ShownClosure::of).orElse(null));
        }
    }

    record ShownClosure(String by, Instant at, @Nullable Instant until, String reason) {
        static ShownClosure of(CalendarsAtWork.Closed closed) {
            return new ShownClosure(
                    closed.by(), closed.at(), closed.until().orElse(null), closed.reason());
        }
    }

    /** What is sent to close one. */
    record Wish(@Nullable String until, @Nullable String reason) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(CALENDARS, Scope.CALENDARS_READ, this::all),
                Operation.get(
                        CALENDARS + "/:id",
                        Scope.CALENDARS_READ,
                        asked -> one(asked, asked.query("at").map(text -> time("at", text)))),
                Operation.act(CALENDARS + "/:id/closure", Scope.CALENDARS_WRITE, this::close),
                Operation.remove(CALENDARS + "/:id/closure", Scope.CALENDARS_WRITE, this::open));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("calendars", asked);
        return desk.all()
                .thenApply(all -> paging.page(all, CalendarsAtWork.Saying::name, Shown::of));
    }

    private CompletionStage<Answer> one(Asked asked, Optional<Instant> at) {
        String name = asked.path("id");
        return desk.one(name, at)
                .thenApply(found ->
                        found.map(saying -> Answer.ok(Shown.of(saying)))
                                .orElseThrow(() -> none(name)));
    }

    private CompletionStage<Answer> close(Asked asked) {
        Wish wish = asked.body(Wish.class);
        String reason = wish.reason() == null ? "" : wish.reason();
        if (reason.length() > REASON_MAX || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problem.at(
                            "/reason",
                            "is longer than " + REASON_MAX + " characters or more than one line")
                    .refusal();
        }
        Optional<Instant> until = Optional.ofNullable(wish.until()).map(this::timeToCome);
        String name = asked.path("id");
        return desk.close(name, asked.by(), until, reason)
                .thenCompose(there ->
                        there
                                ? one(asked, Optional.empty())
                                : CompletableFuture.failedFuture(none(name)));
    }

    private CompletionStage<Answer> open(Asked asked) {
        String name = asked.path("id");
        return desk.open(name, asked.by())
                .thenApply(there -> {
                    if (!there) {
                        throw none(name);
                    }
                    return Answer.DONE;
                });
    }

    private static Instant time(String parameter, String text) {
        return SentTime.read(text)
                .orElseThrow(() ->
                        Problem.parameter(
                                        ProblemKind.INVALID,
                                        parameter,
                                        "is not a time such as " + SentTime.EXAMPLE)
                                .refusal());
    }

    private Instant timeToCome(String text) {
        Instant until =
                SentTime.read(text)
                        .orElseThrow(() ->
                                Problem.at("/until", "is not a time such as " + SentTime.EXAMPLE)
                                        .refusal());
        if (!until.isAfter(clock.instant())) {
            throw Problem.at("/until", "is over: it is " + clock.instant() + " now").refusal();
        }
        return until;
    }

    private static Problem.Refusal none(String name) {
        return Problem.notFound(
                        "there is no calendar " + name + ": see calendars.yaml for their names")
                .refusal();
    }
}
