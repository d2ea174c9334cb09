package zarang.api.agents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.AgentId;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.queue.QueueSettings;

/**
 * {@code /teams} and {@code /skills}: who belongs together, who knows what and which queues ask for
 * it, and what those agents are doing.
 */
public final class TeamApi {
    private final AgentsAtWork desk;

    public TeamApi(AgentsAtWork desk) {
        this.desk = desk;
    }

    /**
     * An agent in one of them.
     *
     * @param level how well it knows the skill; 1-5
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Member(String id, String name, String state, @Nullable Integer level) {}

    /**
     * A team.
     *
     * @param states how many of its agents are in each
     * @param members if it was asked for alone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Team(
            String id,
            int agents,
            SortedMap<String, Integer> states,
            @Nullable List<Member> members) {
        Team alone() {
            return new Team(id, agents, states, null);
        }
    }

    /** A queue that asks for a skill. */
    record Asking(String id, int level) {}

    /**
     * A skill that an agent knows or a queue asks for.
     *
     * @param available agents who know it and could take a caller now
     * @param members if it was asked for alone, who knows it best first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Skill(
            String id,
            int agents,
            int available,
            List<Asking> queues,
            @Nullable List<Member> members) {
        Skill alone() {
            return new Skill(id, agents, available, queues, null);
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/v1/teams", Scope.AGENTS_READ, this::teams),
                Operation.get("/api/v1/teams/:id", Scope.AGENTS_READ, this::team),
                Operation.get("/api/v1/skills", Scope.AGENTS_READ, this::skills),
                Operation.get("/api/v1/skills/:id", Scope.AGENTS_READ, this::skill));
    }

    private CompletionStage<Answer> teams(Asked asked) {
        Paging paging = Paging.of("teams", asked);
        return read(TeamApi::teams)
                .thenApply(all -> paging.page(List.copyOf(all.values()), Team::id, Team::alone));
    }

    private CompletionStage<Answer> team(Asked asked) {
        String id = asked.path("id");
        return read(TeamApi::teams)
                .thenApply(all -> one(all, id, "there is no team " + id + ": see agents.yaml"));
    }

    private CompletionStage<Answer> skills(Asked asked) {
        Paging paging = Paging.of("skills", asked);
        return read(TeamApi::skills)
                .thenApply(all -> paging.page(List.copyOf(all.values()), Skill::id, Skill::alone));
    }

    private CompletionStage<Answer> skill(Asked asked) {
        String id = asked.path("id");
        return read(TeamApi::skills)
                .thenApply(all ->
                        one(
                                all,
                                id,
                                "no agent knows and no queue asks for "
                                        + id
                                        + ": see skills in agents.yaml and queues.yaml"));
    }

    private static Answer one(SortedMap<String, ?> all, String id, String none) {
        Object found = all.get(id);
        if (found == null) {
            throw Problem.notFound(none).refusal();
        }
        return Answer.ok(found);
    }

    /** How the floor is set, with what the agents are doing. */
    private <T> CompletionStage<T> read(
            BiFunction<FloorSettings, Map<AgentId, AgentView>, T> reading) {
        return desk.settings()
                .thenCombine(
                        desk.agents(),
                        (settings, agents) -> {
                            Map<AgentId, AgentView> byId = new HashMap<>();
                            agents.forEach(agent -> byId.put(agent.agent(), agent));
                            return reading.apply(settings, byId);
                        });
    }

    private static SortedMap<String, Team> teams(
            FloorSettings settings, Map<AgentId, AgentView> now) {
        SortedMap<String, List<Member>> members = new TreeMap<>();
        for (AgentSettings agent : settings.agents()) {
            AgentView view = now.get(agent.id());
            if (view != null && agent.team().isPresent()) {
                members.computeIfAbsent(agent.team().get(), team -> new ArrayList<>())
                        .add(member(view, null));
            }
        }
        SortedMap<String, Team> teams = new TreeMap<>();
        members.forEach((team, all) -> {
            SortedMap<String, Integer> states = new TreeMap<>();
            all.forEach(member -> states.merge(member.state(), 1, Integer::sum));
            teams.put(team, new Team(team, all.size(), states, all));
        });
        return teams;
    }

    private static SortedMap<String, Skill> skills(
            FloorSettings settings, Map<AgentId, AgentView> now) {
        SortedMap<String, List<Member>> known = new TreeMap<>();
        Map<String, Integer> free = new HashMap<>();
        SortedMap<String, List<Asking>> asked = new TreeMap<>();
        for (AgentSettings agent : settings.agents()) {
            AgentView view = now.get(agent.id());
            if (view != null) {
                agent.abilities()
                        .skills()
                        .forEach((skill, level) -> {
                            known.computeIfAbsent(skill, s -> new ArrayList<>())
                                    .add(member(view, level));
                            if (view.state() instanceof AgentState.Available) {
                                free.merge(skill, 1, Integer::sum);
                            }
                        });
            }
        }
        for (QueueSettings queue : settings.queues()) {
            queue.distribution()
                    .needs()
                    .levels()
                    .forEach((skill, level) ->
                            asked.computeIfAbsent(skill, s -> new ArrayList<>())
                                    .add(new Asking(queue.name().value(), level)));
        }
        asked.keySet().forEach(skill -> known.computeIfAbsent(skill, s -> new ArrayList<>()));
        SortedMap<String, Skill> skills = new TreeMap<>();
        known.forEach((skill, agents) -> {
            agents.sort(Comparator.comparingInt((Member m) -> m.level() == null ? 0 : -m.level()));
            skills.put(
                    skill,
                    new Skill(
                            skill,
                            agents.size(),
                            free.getOrDefault(skill, 0),
                            asked.getOrDefault(skill, List.of()),
                            agents));
        });
        return skills;
    }

    private static Member member(AgentView view, @Nullable Integer level) {
        return new Member(view.agent().value(), view.name(), view.state().label(), level);
    }
}
