package zarang.api.queues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.api.settings.SettingsAtWork;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.call.fact.Subject;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;
import zarang.routing.dispatch.WaitingCaller;
import zarang.routing.live.LivePlace;
import zarang.routing.owner.OwnerAnswer;

/** {@code /queues/{id}/waiting}: who waits and why there, and another place for one of them. */
public final class LineApi {
    private static final String LINE = "/api/v1/queues/:id/waiting";

    private final QueuesAtWork queues;
    private final SettingsAtWork settings;

    public LineApi(QueuesAtWork queues, SettingsAtWork settings) {
        this.queues = queues;
        this.settings = settings;
    }

    /**
     * One who waits, as it is sent.
     *
     * @param position 1 for the one to be served next; absent while an agent's phone rings for it
     * @param caller the last two digits of its number, if its call is on this process
     * @param lane hard-cap: it goes before all who have not waited so long
     * @param skills levels that are asked of its agent now; absent: none
     * @param kept_for the agent whom it is kept for now, kept_s longer at most
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String queue,
            @Nullable Integer position,
            String state,
            @Nullable String agent,
            @Nullable String caller,
            String tier,
            long waited_s,
            long in_queue_s,
            long carried_s,
            long offset_s,
            long ahead_s,
            String lane,
            @Nullable Map<String, Integer> skills,
            @Nullable String kept_for,
            @Nullable Long kept_s,
            String why) {
        static Shown of(WaitingCaller waiting, Map<Subject, String> numbers) {
            return new Shown(
                    LineApi.id(waiting.subject()),
                    waiting.queue().value(),
                    waiting.position() == 0 ? null : waiting.position(),
                    waiting.rings().isPresent() ? "ringing" : "waiting",
                    waiting.rings().map(AgentId::value).orElse(null),
                    numbers.get(waiting.subject()),
                    waiting.tier().name(),
                    waiting.waited().toSeconds(),
                    waiting.inQueue().toSeconds(),
                    waiting.carried().toSeconds(),
                    waiting.offset().toSeconds(),
                    waiting.ahead().toSeconds(),
                    waiting.capped() ? "hard-cap" : "by-key",
                    waiting.skills().isEmpty() ? null : waiting.skills(),
                    waiting.kept().map(kept -> kept.agent().value()).orElse(null),
                    waiting.kept().map(kept -> kept.span().toSeconds()).orElse(null),
                    waiting.why());
        }
    }

    /** What is sent to move or reprioritise one. */
    record Wish(@Nullable String queue, @Nullable String tier, @Nullable Integer ahead_s) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(LINE, Scope.QUEUES_READ, this::all),
                Operation.change(LINE + "/:caller", Scope.CALLERS_WRITE, this::change));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("waiting", asked);
        QueueName queue = QueueApi.name(asked.path("id"));
        return there(queue)
                .thenCompose(known -> queues.line(queue, Optional.empty()))
                .thenCompose(line -> page(paging, line.callers()));
    }

    private CompletionStage<Answer> page(Paging paging, List<WaitingCaller> line) {
        Function<WaitingCaller, String> name = caller -> id(caller.subject());
        return queues.numbers(
                        paging.given(line, name).stream().map(WaitingCaller::subject).toList())
                .thenApply(numbers -> paging.page(line, name, caller -> Shown.of(caller, numbers)));
    }

    /** Fails if there is no such queue. */
    private CompletionStage<QueueName> there(QueueName queue) {
        return settings.one(LivePlace.of(queue))
                .thenApply(setting -> {
                    if (setting.isEmpty()) {
                        throw QueueApi.unknown(queue.value());
                    }
                    return queue;
                });
    }

    private CompletionStage<Answer> change(Asked asked) {
        QueueName queue = QueueApi.name(asked.path("id"));
        Subject caller = subject(asked.path("caller"));
        LineRequest.Wish wish = wish(asked.body(Wish.class));
        QueueName then = wish instanceof LineRequest.Wish.MoveTo(var to) ? to : queue;
        return there(queue)
                .thenCompose(known ->
                        queues.line(
                                queue,
                                Optional.of(new LineRequest(caller, queue, wish, asked.by()))))
                .thenCompose(line -> after(line, queue, then))
                .thenCombine(
                        queues.numbers(List.of(caller)),
                        (line, numbers) -> answer(line, caller, numbers));
    }

    /** The line in which the caller is now. */
    private CompletionStage<OwnerAnswer.Line> after(
            OwnerAnswer.Line line, QueueName before, QueueName now) {
        refuse(line.result(), before, now);
        return before.equals(now)
                ? CompletableFuture.completedStage(line)
                : queues.line(now, Optional.empty());
    }

    /** An agent may have answered meanwhile: then there is nothing more to say of it. */
    private static Answer answer(
            OwnerAnswer.Line line, Subject caller, Map<Subject, String> numbers) {
        return line.callers().stream()
                .filter(each -> each.subject().equals(caller))
                .findFirst()
                .map(each -> Answer.ok(Shown.of(each, numbers)))
                .orElse(Answer.DONE);
    }

    private LineRequest.Wish wish(Wish wish) {
        boolean place = wish.tier() != null || wish.ahead_s() != null;
        if (wish.queue() != null && !place) {
            return new LineRequest.Wish.MoveTo(
                    Ids.read(wish.queue(), QueueName::new)
                            .orElseThrow(() ->
                                    Problem.expected("/queue", wish.queue(), "the name of a queue")
                                            .refusal()));
        }
        if (wish.queue() != null || !place) {
            throw Problem.of(
                            ProblemKind.INVALID,
                            "expected queue, to move the caller; or tier, ahead_s or both, to give"
                                    + " it another place")
                    .refusal();
        }
        return new LineRequest.Wish.Reprioritise(
                Optional.ofNullable(wish.tier()).map(this::tier),
                Optional.ofNullable(wish.ahead_s()).map(LineApi::ahead));
    }

    private Tier tier(String name) {
        return queues.tiers().stream()
                .filter(tier -> tier.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Problem.expected(
                                        "/tier",
                                        name,
                                        "one of "
                                                + queues.tiers().stream().map(Tier::name).toList())
                                .refusal());
    }

    private static Duration ahead(int seconds) {
        if (seconds < 0 || seconds > LineRequest.AHEAD_MAX.toSeconds()) {
            throw Problem.expected(
                            "/ahead_s",
                            seconds,
                            "0 to " + LineRequest.AHEAD_MAX.toSeconds() + " seconds")
                    .refusal();
        }
        return Duration.ofSeconds(seconds);
    }

    private static void refuse(LineResult result, QueueName queue, QueueName to) {
        switch (result) {
            case DONE -> {}
            case GONE ->
                    throw Problem.notFound(
                                    "that caller waits in no queue: it is gone, or is served")
                            .refusal();
            case ELSEWHERE ->
                    throw conflict(
                            result,
                            "the caller does not wait in " + queue + " any more: look again");
            case RINGING -> throw conflict(result, "an agent's phone rings for the caller");
            case CALL_BACK -> throw conflict(result, "a call-back keeps the place that it has");
            case SAME_QUEUE -> throw conflict(result, "the caller waits in " + to + " already");
            case NO_QUEUE -> throw Problem.at("/queue", "there is no queue " + to).refusal();
            case FULL -> throw conflict(result, "queue " + to + " is full");
            case CLOSED -> throw conflict(result, "queue " + to + " is closed");
            case NO_AGENTS -> throw conflict(result, "nobody serves queue " + to);
        }
    }

    private static Problem.Refusal conflict(LineResult result, String sentence) {
        return Problem.of(ProblemKind.CONFLICT, Words.of(result) + ": " + sentence).refusal();
    }

    /** The id of its call; of who waits without one, such as a call-back, with its kind. */
    private static String id(Subject subject) {
        return subject.isCall() ? subject.id() : subject.toString();
    }

    private static Subject subject(String written) {
        return Ids.read(written, LineApi::parse)
                .orElseThrow(() -> Problem.notFound("there is no caller " + written).refusal());
    }

    /** What {@link #id} wrote. A subject of the kind call need not have the id of one. */
    private static Subject parse(String text) {
        Subject subject = text.contains(":") ? Subject.parse(text) : Subject.of(new CallId(text));
        return subject.call().map(Subject::of).orElse(subject);
    }
}
