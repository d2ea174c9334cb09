package zarang.api.queues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.queues.QueuesAtWork.Outcome;
import zarang.api.queues.QueuesAtWork.Setting;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.IfMatch;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.QueueName;
import zarang.routing.owner.QueueNow;

/** {@code /queues}: how they are and how they are set. */
public final class QueueApi {
    private static final String QUEUES = "/api/v1/queues";
    private static final String DRY_RUN = "dry-run";

    /** No value of a queue is as long. */
    private static final int VALUE_MAX = 500;

    private final QueuesAtWork queues;

    public QueueApi(QueuesAtWork queues) {
        this.queues = queues;
    }

    /**
     * A queue in the list.
     *
     * @param live whether anything is set live above its file
     * @param waiting those included whose agent rings
     */
    record Listed(
            String id,
            boolean open,
            boolean live,
            int waiting,
            int ringing,
            long longest_wait_s,
            int agents_at_work) {
        static Listed of(Setting setting, Optional<QueueNow> now) {
            return new Listed(
                    setting.queue().value(),
                    setting.open(),
                    setting.by().isPresent(),
                    now.map(QueueNow::waiting).orElse(0),
                    now.map(QueueNow::ringing).orElse(0),
                    now.map(each -> each.longestWait().toSeconds()).orElse(0L),
                    now.map(QueueNow::agentsAtWork).orElse(0));
        }
    }

    /** How a queue is set, as it is sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            boolean open,
            Map<String, String> settings,
            Map<String, String> files,
            @Nullable String changed_by,
            @Nullable Instant changed_at) {
        static Shown of(Setting setting) {
            return new Shown(
                    setting.queue().value(),
                    setting.open(),
                    setting.values(),
                    setting.files(),
                    setting.by().orElse(null),
                    setting.at().orElse(null));
        }
    }

    /** What was changed, or would be. */
    record Changed(List<String> changes, Shown queue) {}

    /** What is sent to set one. */
    record Wish(@Nullable Map<String, Object> settings) {}

    public List<Operation> operations() {
        String settings = QUEUES + "/:id/settings";
        return List.of(
                Operation.get(QUEUES, Scope.QUEUES_READ, this::all),
                Operation.get(QUEUES + "/:id", Scope.QUEUES_READ, this::one),
                Operation.change(QUEUES + "/:id", Scope.QUEUES_WRITE, this::set).knowing(DRY_RUN),
                Operation.remove(settings, Scope.QUEUES_WRITE, this::reset).knowing(DRY_RUN));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("queues", asked);
        return queues.settings()
                .thenCombine(
                        queues.now(),
                        (settings, now) -> {
                            Map<QueueName, QueueNow> byName =
                                    now.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            QueueNow::queue, Function.identity()));
                            return paging.page(
                                    settings,
                                    setting -> setting.queue().value(),
                                    setting ->
                                            Listed.of(
                                                    setting,
                                                    Optional.ofNullable(
                                                            byName.get(setting.queue()))));
                        });
    }

    private CompletionStage<Answer> one(Asked asked) {
        String id = asked.path("id");
        return setting(id)
                .thenApply(setting -> Answer.ok(Shown.of(setting)).tagged(setting.mark()));
    }

    private CompletionStage<Setting> setting(String id) {
        return queues.settings()
                .thenApply(all ->
                        all.stream()
                                .filter(setting -> setting.queue().value().equals(id))
                                .findFirst()
                                .orElseThrow(() -> unknown(id)));
    }

    private CompletionStage<String> mark(IfMatch seen, QueueName queue) {
        return seen.mark(() -> setting(queue.value()).thenApply(Setting::mark));
    }

    private CompletionStage<Answer> set(Asked asked) {
        IfMatch seen = IfMatch.of(asked);
        QueueName queue = name(asked.path("id"));
        Map<String, Optional<String>> values = values(asked.body(Wish.class).settings());
        boolean apply = !asked.flag(DRY_RUN);
        return mark(seen, queue)
                .thenCompose(mark -> queues.set(queue, values, mark, asked.by(), apply))
                .thenApply(outcome -> answer(queue, outcome));
    }

    private CompletionStage<Answer> reset(Asked asked) {
        QueueName queue = name(asked.path("id"));
        IfMatch seen = IfMatch.given(asked).orElse(IfMatch.ANY);
        boolean apply = !asked.flag(DRY_RUN);
        return mark(seen, queue)
                .thenCompose(mark -> queues.reset(queue, mark, asked.by(), apply))
                .thenApply(outcome -> answer(queue, outcome));
    }

    private static Answer answer(QueueName queue, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var changes, var now) ->
                    Answer.ok(new Changed(changes, Shown.of(now))).tagged(now.mark());
            case Outcome.NoQueue _ -> throw unknown(queue.value());
            case Outcome.Wrong(var byKey) -> throw wrong(byKey).refusal();
            case Outcome.Overtaken(var now) ->
                    throw Problem.overtaken(
                                    "somebody else set the queue: look at current, and ask again"
                                            + " with its ETag",
                                    now.mark(),
                                    Shown.of(now))
                            .refusal();
        };
    }

    private static Problem wrong(Map<String, String> byKey) {
        @Nullable Problem problem = null;
        for (Map.Entry<String, String> each : byKey.entrySet()) {
            String pointer = each.getKey().isEmpty() ? "/settings" : "/settings/" + each.getKey();
            problem =
                    problem == null
                            ? Problem.at(pointer, each.getValue())
                            : problem.and(
                                    new Problem.Fault(
                                            each.getValue(), pointer, null, null, null, null));
        }
        if (problem == null) {
            throw new IllegalArgumentException("nothing is wrong");
        }
        return problem;
    }

    private static Map<String, Optional<String>> values(@Nullable Map<String, Object> settings) {
        if (settings == null || settings.isEmpty()) {
            throw Problem.expected(
                            "/settings",
                            null,
                            "keys of queues.yaml, such as {\"wrap-up\": \"10s\"}")
                    .refusal();
        }
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        settings.forEach((key, value) -> values.put(key, value(key, value)));
        return values;
    }

    private static Optional<String> value(String key, @Nullable Object value) {
        String text =
                switch (value) {
                    case null -> null;
                    case String written -> written;
                    case Boolean flag -> flag.toString();
                    case Number number -> number.toString();
                    case List<?> items
                            when items.stream()
                                    .allMatch(item ->
                                            item instanceof String written
                                                    && !written.contains(",")) ->
                            items.stream().map(Object::toString).collect(Collectors.joining(","));
                    default ->
                            throw Problem.at(
                                            "/settings/" + key,
                                            "is of the wrong type: expected text, a number, true,"
                                                    + " false, a list of texts or null")
                                    .refusal();
                };
        if (text != null
                && (text.length() > VALUE_MAX || text.chars().anyMatch(Character::isISOControl))) {
            throw Problem.at(
                            "/settings/" + key,
                            "is longer than " + VALUE_MAX + " characters or more than one line")
                    .refusal();
        }
        return Optional.ofNullable(text);
    }

    static QueueName name(String written) {
        return Ids.read(written, QueueName::new).orElseThrow(() -> unknown(written));
    }

    static Problem.Refusal unknown(String name) {
        return Problem.notFound("there is no queue " + name + ": see queues.yaml for their names")
                .refusal();
    }
}
