package zarang.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.agents.AgentsAtWork;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.queue.OfferId;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/** One agent who is not ready, and one without a phone. */
final class TwoAgents implements AgentsAtWork {
    private static final QueueName SALES = new QueueName("sales");
    private static final FloorSettings SETTINGS =
            new FloorSettings(
                    List.of(asking(new SkillNeeds(Map.of("arabic", 2, "english", 1), List.of()))),
                    List.of(
                            agent("2001", "day", Map.of("english", 3)),
                            agent("2002", "night", Map.of("english", 5, "turkish", 1))),
                    TierOffsets.defaults(),
                    RestSettings.defaults());

    private AgentState state =
            new AgentState.NotReady(PauseReason.MISSED_OFFERS, Optional.of(Instant.EPOCH));
    private AgentWish standing = new AgentWish.Ready();

    /** Whether what they are asked is kept. */
    boolean kept = true;

    @Override
    public CompletionStage<List<AgentView>> agents() {
        return CompletableFuture.completedFuture(
                List.of(
                        view("2001", state, standing),
                        view("2002", new AgentState.LoggedOut(), new AgentWish.Ready())));
    }

    @Override
    public CompletionStage<Optional<AgentAsked>> ask(AgentRequest request) {
        if (request.agent().value().equals("2001")) {
            standing = request.wish();
            state =
                    standing instanceof AgentWish.Pause(var reason)
                            ? new AgentState.NotReady(reason, Optional.empty())
                            : standing instanceof AgentWish.LogOut
                                    ? new AgentState.OnCall(new OfferId("o1"))
                                    : new AgentState.Available(Instant.EPOCH);
        }
        return agents().thenApply(all ->
                all.stream()
                        .filter(each -> each.agent().equals(request.agent()))
                        .findFirst()
                        .map(each -> new AgentAsked(each, kept)));
    }

    @Override
    public CompletionStage<FloorSettings> settings() {
        return CompletableFuture.completedFuture(SETTINGS);
    }

    private static QueueSettings asking(SkillNeeds needs) {
        QueueSettings plain = QueueSettings.defaults(SALES);
        return new QueueSettings(
                SALES,
                plain.ringTimeout(),
                plain.wrapUp(),
                plain.maxWait(),
                plain.size(),
                plain.hardCap(),
                plain.joinWhenEmpty(),
                plain.serviceTarget(),
                plain.shortAbandon(),
                new Distribution(Strategy.LONGEST_IDLE, needs));
    }

    private static AgentSettings agent(String id, String team, Map<String, Integer> skills) {
        return new AgentSettings(
                new AgentId(id),
                "Ann",
                Optional.of(team),
                List.of(SALES),
                Optional.empty(),
                new Abilities(skills, 1, false));
    }

    private static AgentView view(String agent, AgentState state, AgentWish standing) {
        return new AgentView(
                new AgentId(agent), "Ann", List.of(SALES), state, Instant.EPOCH, standing);
    }
}
