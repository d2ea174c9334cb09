package zarang.api.queues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.api.settings.SettingsAtWork;
import zarang.api.settings.SettingsAtWork.Setting;
import zarang.api.settings.SettingsOf;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.routing.live.LivePlace;
import zarang.routing.owner.QueueNow;

/** {@code /queues}: how they are and how they are set. */
public final class QueueApi {
    private static final String QUEUES = "/api/v1/queues";

    private final QueuesAtWork queues;
    private final SettingsAtWork settings;
    private final SettingsOf each;

    public QueueApi(QueuesAtWork queues, SettingsAtWork settings) {
        this.queues = queues;
        this.settings = settings;
        each = new SettingsOf(settings, new Told());
    }

    private static final class Told implements SettingsOf.Wording {
        @Override
        public Object shown(Setting setting) {
            return Shown.of(setting);
        }

        @Override
        public Object changed(List<String> changes, Setting now) {
            return new Changed(changes, Shown.of(now));
        }

        @Override
        public Problem.Refusal unknown(Subject place) {
            return QueueApi.unknown(place.id());
        }

        @Override
        public String expected() {
            return "keys of queues.yaml, such as {\"wrap-up\": \"10s\"}";
        }
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
                    setting.place().id(),
                    isOpen(setting),
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
                    setting.place().id(),
                    isOpen(setting),
                    setting.values(),
                    setting.files(),
                    setting.by().orElse(null),
                    setting.at().orElse(null));
        }
    }

    /** What was changed, or would be. */
    record Changed(List<String> changes, Shown queue) {}

    private static boolean isOpen(Setting setting) {
        return !setting.values().getOrDefault("open", "true").equals("false");
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(QUEUES, Scope.QUEUES_READ, this::all),
                Operation.get(QUEUES + "/:id", Scope.QUEUES_READ, asked -> each.show(place(asked))),
                Operation.change(
                                QUEUES + "/:id",
                                Scope.QUEUES_WRITE,
                                asked -> each.set(place(asked), asked))
                        .knowing(SettingsOf.DRY_RUN),
                Operation.remove(
                                QUEUES + "/:id/settings",
                                Scope.QUEUES_WRITE,
                                asked -> each.reset(place(asked), asked))
                        .knowing(SettingsOf.DRY_RUN));
    }

    private static Subject place(Asked asked) {
        return LivePlace.of(name(asked.path("id")));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("queues", asked);
        return settings.queues()
                .thenCombine(
                        queues.now(),
                        (all, now) -> {
                            Map<QueueName, QueueNow> byName =
                                    now.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            QueueNow::queue, Function.identity()));
                            return paging.page(
                                    all,
                                    setting -> setting.place().id(),
                                    setting ->
                                            Listed.of(
                                                    setting,
                                                    Optional.ofNullable(
                                                            byName.get(
                                                                    new QueueName(
                                                                            setting.place()
                                                                                    .id())))));
                        });
    }

    static QueueName name(String written) {
        return Ids.read(written, QueueName::new).orElseThrow(() -> unknown(written));
    }

    static Problem.Refusal unknown(String name) {
        return Problem.notFound("there is no queue " + name + ": see queues.yaml for their names")
                .refusal();
    }
}
