package zarang.api.agents;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;

/**
 * The body of {@code PUT /agents/{id}/state}.
 *
 * @param state available, not-ready, logged-out, or wrap-up for more of it
 * @param reason of not-ready: one of the pause reasons
 * @param more_s of wrap-up: seconds more; 1-1800
 */
record WantedState(@Nullable String state, @Nullable String reason, @Nullable Integer more_s) {
    /**
     * What it asks of the agent.
     *
     * @throws Problem.Refusal it says nothing that an agent can do
     */
    AgentWish wish(List<PauseReason> reasons) {
        AgentWish wish =
                switch (state == null ? "" : state) {
                    case "available" -> new AgentWish.Ready();
                    case "logged-out" -> new AgentWish.LogOut();
                    case "not-ready" -> new AgentWish.Pause(oneOf(reasons));
                    case "wrap-up" -> new AgentWish.MoreWrapUp(more());
                    default ->
                            throw Problem.expected(
                                            "/state",
                                            state,
                                            "available, not-ready, logged-out or wrap-up")
                                    .refusal();
                };
        onlyOf("/reason", reason, "not-ready");
        onlyOf("/more_s", more_s, "wrap-up");
        return wish;
    }

    /** What says something of another state was not meant so. */
    private void onlyOf(String pointer, @Nullable Object said, String other) {
        if (said != null && !other.equals(state)) {
            throw Problem.at(pointer, "found " + said + ", expected for " + other + " alone")
                    .refusal();
        }
    }

    private PauseReason oneOf(List<PauseReason> reasons) {
        return reasons.stream()
                .filter(each -> each.name().equals(reason))
                .findFirst()
                .orElseThrow(() ->
                        Problem.expected(
                                        "/reason",
                                        reason,
                                        "one of pause-reasons in agents.yaml: " + reasons)
                                .refusal());
    }

    private Duration more() {
        if (more_s == null || more_s < 1 || more_s > AgentWish.WRAP_UP_MAX.toSeconds()) {
            throw Problem.expected(
                            "/more_s",
                            more_s,
                            "1 to " + AgentWish.WRAP_UP_MAX.toSeconds() + " seconds")
                    .refusal();
        }
        return Duration.ofSeconds(more_s);
    }
}
