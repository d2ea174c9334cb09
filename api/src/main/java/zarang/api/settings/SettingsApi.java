package zarang.api.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.api.settings.SettingsAtWork.Setting;
import zarang.call.AgentId;
import zarang.call.fact.Subject;
import zarang.routing.live.LivePlace;

/** {@code /floor/settings} and {@code /agents/{id}/settings}: how they are set, and set live. */
public final class SettingsApi {
    private static final String OF_FLOOR = "/api/v1/floor/settings";
    private static final String OF_AGENT = "/api/v1/agents/:id/settings";

    private final SettingsOf floor;
    private final SettingsOf agents;

    public SettingsApi(SettingsAtWork settings) {
        floor =
                new SettingsOf(
                        settings,
                        new Told("keys of queues.yaml, such as {\"tier-preset\": \"strong\"}"));
        agents =
                new SettingsOf(
                        settings,
                        new Told("keys of an agent, such as {\"skills\": [\"english:3\"]}"));
    }

    /** How something is set, as it is sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            Map<String, String> settings,
            Map<String, String> files,
            @Nullable String changed_by,
            @Nullable Instant changed_at) {
        static Shown of(Setting setting) {
            return new Shown(
                    setting.values(),
                    setting.files(),
                    setting.by().orElse(null),
                    setting.at().orElse(null));
        }
    }

    /** What was changed, or would be, and how it is set now. */
    record Changed(List<String> changes, Shown now) {}

    private record Told(String expected) implements SettingsOf.Wording {
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
            return none(place.id());
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(OF_FLOOR, Scope.QUEUES_READ, asked -> floor.show(LivePlace.FLOOR)),
                Operation.change(
                                OF_FLOOR,
                                Scope.QUEUES_WRITE,
                                asked -> floor.set(LivePlace.FLOOR, asked))
                        .knowing(SettingsOf.DRY_RUN),
                Operation.remove(
                                OF_FLOOR,
                                Scope.QUEUES_WRITE,
                                asked -> floor.reset(LivePlace.FLOOR, asked))
                        .knowing(SettingsOf.DRY_RUN),
                Operation.get(OF_AGENT, Scope.AGENTS_READ, asked -> agents.show(agent(asked))),
                Operation.change(
                                OF_AGENT,
                                Scope.AGENTS_WRITE,
                                asked -> agents.set(agent(asked), asked))
                        .knowing(SettingsOf.DRY_RUN),
                Operation.remove(
                                OF_AGENT,
                                Scope.AGENTS_WRITE,
                                asked -> agents.reset(agent(asked), asked))
                        .knowing(SettingsOf.DRY_RUN));
    }

    private static Subject agent(Asked asked) {
        String id = asked.path("id");
        return Ids.read(id, AgentId::new).map(LivePlace::of).orElseThrow(() -> none(id));
    }

    private static Problem.Refusal none(String agent) {
        return Problem.notFound("there is no agent " + agent + ": see agents.yaml").refusal();
    }
}
