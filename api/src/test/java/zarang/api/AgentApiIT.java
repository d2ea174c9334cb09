package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.api.Answered.assertPlace;
import static zarang.api.Answered.assertProblem;
import static zarang.api.Answered.json;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import zarang.api.problem.ProblemKind;

/** Agents, teams and skills; each answer is held against openapi.yaml on its way. */
class AgentApiIT {
    @TempDir private Path folder;
    private ApiRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new ApiRig(folder);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void anAgentIsAskedToDoSomething() {
        String state = "/api/v1/agents/2001/state";
        JsonNode lunch = json(rig.put(state, "{\"state\":\"not-ready\",\"reason\":\"lunch\"}"));
        assertThat(lunch.path("state").asString()).isEqualTo("not-ready");
        assertThat(lunch.path("reason").asString()).isEqualTo("lunch");
        assertThat(lunch.has("next")).as("it is what comes next no more").isFalse();
        JsonNode leaves = json(rig.put(state, "{\"state\":\"logged-out\"}"));
        assertThat(leaves.path("state").asString()).as("the talk first").isEqualTo("on-call");
        assertThat(leaves.path("next").path("state").asString()).isEqualTo("logged-out");
        assertPlace(rig.put(state, "{\"state\":\"not-ready\"}"), "pointer", "/reason");
        assertPlace(
                rig.put(state, "{\"state\":\"not-ready\",\"reason\":\"missed-offers\"}"),
                "pointer",
                "/reason");
        assertPlace(rig.put(state, "{\"state\":\"asleep\"}"), "pointer", "/state");
        assertPlace(rig.put(state, "{\"state\":\"wrap-up\"}"), "pointer", "/more_s");
        assertProblem(
                rig.put(state, "{\"state\":\"wrap-up\",\"more_s\":60}"), ProblemKind.CONFLICT);
        assertProblem(
                rig.put("/api/v1/agents/2009/state", "{\"state\":\"available\"}"),
                ProblemKind.NOT_FOUND);
        assertProblem(
                rig.put("/api/v1/agents/2002/state", "{\"state\":\"available\"}"),
                ProblemKind.CONFLICT);
        assertThat(
                        json(rig.get("/api/v1/pause-reasons"))
                                .path("items")
                                .get(1)
                                .path("id")
                                .asString())
                .isEqualTo("lunch");
    }

    @Test
    void teamsAndSkillsSayWhoBelongsToThemAndWhatTheyAreDoing() {
        JsonNode teams = json(rig.get("/api/v1/teams")).path("items");
        assertThat(teams)
                .extracting(team -> team.path("id").asString())
                .containsExactly("day", "night");
        assertThat(teams.get(1).path("states").path("logged-out").asInt()).isEqualTo(1);
        assertThat(teams.get(1).has("members")).isFalse();
        assertThat(
                        json(rig.get("/api/v1/teams/night"))
                                .path("members")
                                .get(0)
                                .path("id")
                                .asString())
                .isEqualTo("2002");
        assertProblem(rig.get("/api/v1/teams/dawn"), ProblemKind.NOT_FOUND);
        assertThat(json(rig.get("/api/v1/agents?team=day")).path("items"))
                .extracting(agent -> agent.path("id").asString())
                .containsExactly("2001");
        assertPlace(rig.get("/api/v1/agents?team=dawn"), "parameter", "team");

        JsonNode skills = json(rig.get("/api/v1/skills")).path("items");
        assertThat(skills)
                .extracting(skill -> skill.path("id").asString())
                .as("those that a queue asks for and nobody knows too")
                .containsExactly("arabic", "english", "turkish");
        assertThat(skills.get(0).path("agents").asInt()).isZero();
        assertThat(skills.get(1).path("queues").get(0).path("level").asInt()).isEqualTo(1);
        assertThat(json(rig.get("/api/v1/skills/english")).path("members"))
                .extracting(
                        agent -> agent.path("id").asString() + ":" + agent.path("level").asInt())
                .as("who knows it best first")
                .containsExactly("2002:5", "2001:3");
        assertProblem(rig.get("/api/v1/skills/greek"), ProblemKind.NOT_FOUND);
    }
}
