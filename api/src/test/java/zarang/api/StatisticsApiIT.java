package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.Subject;
import zarang.call.journal.StoredEntry;
import zarang.routing.agent.AgentStateChanged;

/** {@code /api/v1/statistics}, each answer held against openapi.yaml. */
class StatisticsApiIT {
    private static final String QUEUES = "/api/v1/statistics/queues";
    private static final String AGENTS = "/api/v1/statistics/agents";
    private static final QueueName SALES = new QueueName("sales");
    private static final AgentId ANN = new AgentId("2001");

    @TempDir Path folder;

    private ApiRig rig;
    private int told;

    @BeforeEach
    void start() throws Exception {
        rig = new ApiRig(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private record Told(String id, Subject subject, Instant at, Fact fact) implements StoredEntry {
        @Override
        public String timestamp() {
            return at.toString();
        }

        @Override
        public FactType<?> type() {
            return fact.type();
        }

        @Override
        public String data() {
            return "{}";
        }

        @Override
        public <F> Optional<F> as(FactType<F> type) {
            return type == fact.type() ? Optional.of(type.kind().cast(fact)) : Optional.empty();
        }
    }

    private void tell(Subject subject, Instant at, Fact fact) throws Exception {
        rig.statistics().consumer().accept(new Told("n." + ++told, subject, at, fact), told);
    }

    private static JsonNode items(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("items");
    }

    private static Subject call(int number) {
        return Subject.of(new CallId("%026d".formatted(number)));
    }

    @Test
    void callersCountForTheQuarterInWhichTheyBeganToWaitAndAZeroBelowTheLineIsNull()
            throws Exception {
        Instant now = rig.now();
        Instant earlier = now.minus(Duration.ofMinutes(15));
        tell(call(1), now, new CallAnswered(SALES, ANN, 900_000, Optional.of(earlier)));
        tell(call(2), now, new QueueLeft(SALES, "full", 0, Optional.of(now), true));
        JsonNode quarters = items(rig.get(QUEUES + "?interval=15m&from=" + earlier));
        assertThat(quarters.size()).isEqualTo(2);
        JsonNode first = quarters.path(0);
        assertThat(first.path("offered").asInt()).isEqualTo(1);
        assertThat(first.path("serviceLevel").path("ofOffered").asDouble()).isZero();
        assertThat(first.path("asaMs").asLong()).isEqualTo(900_000);
        assertThat(first.path("from").asString()).as("in the house's time").endsWith("+03:30");
        JsonNode second = quarters.path(1);
        assertThat(second.path("offered").asInt()).isZero();
        assertThat(second.path("refused").path("full").asInt()).isEqualTo(1);
        assertThat(second.path("serviceLevel").path("ofOffered").isNull()).isTrue();
        assertThat(second.path("asaMs").isNull()).isTrue();
        assertThat(items(rig.get(QUEUES + "?queue=support&from=" + earlier)).isEmpty()).isTrue();
        HttpResponse<String> page = rig.get(QUEUES + "?interval=15m&limit=1&from=" + earlier);
        String next = JsonMapper.shared().readTree(page.body()).path("next").asString();
        assertThat(
                        items(
                                        rig.get(
                                                QUEUES
                                                        + "?interval=15m&limit=1&from="
                                                        + earlier
                                                        + "&cursor="
                                                        + next))
                                .path(0))
                .isEqualTo(second);
    }

    @Test
    void whatAnAgentDoesNowIsCountedUpToNow() throws Exception {
        Instant now = rig.now();
        tell(
                Subject.of(ANN),
                now.minusSeconds(60),
                new AgentStateChanged(
                        "not-ready", Optional.of("lunch"), Optional.empty(), Optional.empty()));
        tell(
                Subject.of(ANN),
                now.minusSeconds(40),
                new AgentStateChanged(
                        "available", Optional.empty(), Optional.empty(), Optional.empty()));
        JsonNode row =
                items(rig.get(AGENTS + "?interval=total&from=" + now.minusSeconds(3600))).path(0);
        assertThat(row.path("states").toString())
                .isEqualTo(
                        "[{\"state\":\"available\",\"reason\":null,\"ms\":40000},"
                                + "{\"state\":\"not-ready\",\"reason\":\"lunch\",\"ms\":20000}]");
        assertThat(row.path("atWorkMs").asLong()).isEqualTo(40_000);
        assertThat(row.path("occupancy").asDouble()).isZero();
    }

    /** The virtual clock stands at 2026-03-21 08:00 UTC. */
    @Test
    void daysAreThoseOfTheHouseWhateverCalendarTheyAreWrittenBy() throws Exception {
        Instant night = Instant.parse("2026-11-26T21:00:00Z"); // half past midnight, 1405-09-06
        tell(call(1), night, new QueueLeft(SALES, "full", 0, Optional.of(night), true));
        assertThat(refusedIn("?from=1405-09-06&to=1405-09-06")).isEqualTo(1);
        assertThat(refusedIn("?from=1405-09-05&to=1405-09-05")).isZero();
        assertThat(refusedIn("?from=2026-11-27&to=2026-11-27")).isEqualTo(1);
        assertThat(refusedIn("?from=1405-09-06%2000:15&to=1405-09-06T00:45")).isEqualTo(1);
        assertThat(refusedIn("?from=1405-09-06%2000:45&to=1405-09-06%2001:45")).isZero();
        assertThat(refusedIn("?from=2026-11-26T20:45:00Z&to=2026-11-26T21:15:00Z")).isEqualTo(1);
        assertRefused(QUEUES + "?from=1405-09-06%2025:00", "from", "such as 1405-09-06 08:00");
    }

    private int refusedIn(String span) {
        JsonNode rows = items(rig.get(QUEUES + span + "&interval=15m"));
        int refused = 0;
        for (JsonNode row : rows) {
            refused += row.path("refused").path("full").asInt();
        }
        return refused;
    }

    @Test
    void whatCannotBeAskedIsToldWithItsPlace() {
        assertRefused(QUEUES + "?interval=2h", "interval", "expected one of 15m, 1h, day, total");
        assertRefused(QUEUES + "?from=yesterday", "from", "expected a day such as 2026-11-27");
        assertRefused(
                AGENTS + "?from=2026-11-27&to=2026-11-25",
                "to",
                "found 2026-11-25, expected a time after from, 2026-11-27");
        assertRefused(
                AGENTS + "?from=1405-09-06&to=1405-09-05",
                "to",
                "found 1405-09-05, expected a time after from, 1405-09-06");
        assertRefused(AGENTS + "?to=2020-11-25", "to", "a time after from, the beginning of today");
        assertRefused(AGENTS + "?from=2027-11-25", "from", "which is to come");
        assertRefused(AGENTS + "?from=2020-01-01&to=2026-01-01", "from", "more than 400 days");
        assertThat(rig.get(QUEUES + "?cursor=abc").statusCode()).isEqualTo(400);
    }

    private void assertRefused(String path, String parameter, String why) {
        HttpResponse<String> answer = rig.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("detail").asString()).contains(why);
        assertThat(problem.path("errors").path(0).path("parameter").asString())
                .isEqualTo(parameter);
    }
}
