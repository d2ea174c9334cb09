package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class SimulateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int simulate(String line) {
        return new CommandLine(new SimulateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" ", -1));
    }

    private JsonNode json(String line) {
        assertThat(simulate(line + " --json")).as(err.toString()).isZero();
        return Answers.read(out.toString());
    }

    private static final String HOUSE = "--calls-per-hour 240 --aht 300s --hours 2 --seeds 4";

    @Test
    void tableHasARowForEachTierAndTheFormulaBeneathWhatItIsFor() {
        assertThat(
                        simulate(
                                HOUSE
                                        + " --agents 24 --tiers gold=20%,silver=30% --order"
                                        + " priority"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("20.00 erlang for 24 agents, 83.3 % of their time")
                .contains("ahead by: gold 3600 s, silver 1800 s, bronze 0 s")
                .containsPattern("Erlang C +0\\.298 +– +22\\.4 s +75\\.0 s")
                .containsPattern("\ngold +\\d+ .*\n  Cobham .* 4\\.5 s")
                .containsPattern("\nsilver +\\d+ .*\n  Cobham .* 7\\.7 s")
                .containsPattern("\nbronze +[\\d,]+ .*\n  Cobham .* 38\\.3 s");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void jsonSaysWhatWasSimulatedAndEveryFigureWithItsMargin() {
        JsonNode report = json(HOUSE + " --agents 24 --patience 180s");
        assertThat(report.path("plan").path("erlangs").asDouble()).isEqualTo(20);
        assertThat(report.path("plan").path("patience").asDouble()).isEqualTo(180);
        assertThat(report.path("plan").path("tiers").size()).isEqualTo(1);
        assertThat(report.path("tiers").path(0).path("tier").asString()).isEqualTo("bronze");
        JsonNode all = report.path("all");
        assertThat(all.path("calls").asLong()).isBetween(1_700L, 2_200L);
        for (String level :
                List.of("ofAnswered", "ofOffered", "withoutShortAbandons", "abandonsInTimeCount")) {
            JsonNode figure = all.path("serviceLevel").path(level);
            assertThat(figure.path("mean").asDouble()).as(level).isBetween(0.5, 1.0);
            assertThat(figure.path("margin").asDouble()).as(level).isBetween(0.001, 0.3);
        }
        assertThat(report.path("formulas").path(0).path("formula").asString())
                .isEqualTo("Erlang A");
        assertThat(report.path("formulas").path(0).path("abandoned").asDouble())
                .isBetween(0.01, 0.1);
    }

    /** Erlang C: 0.7 at 23, 0.772 at 24, 0.83 at 25 agents. */
    @Test
    void targetFindsTheLeastNumberOfAgents() {
        JsonNode report =
                json("--calls-per-hour 240 --aht 300s --hours 20 --seeds 10 --target 80/20");
        assertThat(report.path("plan").path("agents").asInt()).isEqualTo(25);
        assertThat(report.path("plan").path("serviceTarget").asDouble()).isEqualTo(20);
    }

    @Test
    void unstableHousesAndShiftsSayThatTheyAre() {
        assertThat(simulate(HOUSE + " --agents 15 --warm-up 0s")).isZero();
        assertThat(out.toString())
                .contains("4 seeds of 2 h, from the first call to the last")
                .contains("More work comes than the agents can do")
                .doesNotContain("Erlang");
    }

    @Test
    void ownOffsetsAreThoseThatWereGiven() {
        JsonNode report =
                json(
                        HOUSE
                                + " --agents 24 --tiers vip=5%,gold=10% --offsets"
                                + " vip=20m,bronze=15s --shape lognormal --variation 1.5 --ring"
                                + " 4s --hard-cap 10m");
        List<Double> offsets = new ArrayList<>();
        report.path("plan")
                .path("tiers")
                .forEach(tier -> offsets.add(tier.path("offset").asDouble()));
        assertThat(offsets).containsExactly(1200.0, 0.0, 15.0);
        assertThat(report.path("plan").path("tiers").path(2).path("share").asDouble())
                .isCloseTo(0.85, within(1e-9));
        assertThat(report.path("plan").path("shape").asString()).isEqualTo("lognormal");
        assertThat(report.path("plan").path("hardCap").asDouble()).isEqualTo(600);
        assertThat(report.path("formulas").size()).isZero();
        assertThat(report.path("all").path("asa").path("mean").asDouble()).isGreaterThan(4);
    }

    private static final String SKILLS =
            HOUSE
                    + " --agents 24 --tiers gold=20% --skills sales=40%,sales:3+billing=10%"
                    + " --agent-skills sales=10,sales:3+billing=6 --strategy least-occupied";

    @Test
    void skillsHaveARowEachAndNoFormula() {
        assertThat(simulate(SKILLS + " --relax-after 90s")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("callers ask for: sales 40 %, sales:3+billing 10 %, no skill 50 %")
                .contains("agents who know: sales 10, sales:3+billing 6, no skill 8")
                .contains("a level less is asked for after 90 s")
                .contains("an idle agent is chosen by least-occupied")
                .containsPattern("\ngold +\\d+ ")
                .containsPattern("\nbronze +[\\d,]+ ")
                .containsPattern("\nsales +[\\d,]+ +0\\.")
                .containsPattern("\nsales:3\\+billing +\\d+ +0\\.")
                .containsPattern("\nno skill +[\\d,]+ +0\\.")
                .containsPattern("those who know sales:3\\+billing: \\d+\\.\\d ± ")
                .containsPattern("the busiest of them \\d+\\.\\d ± .* %, the one least busy \\d")
                .doesNotContain("Erlang");
    }

    @Test
    void skillsAreInTheJsonToo() {
        JsonNode report = json(SKILLS);
        JsonNode plan = report.path("plan");
        assertThat(plan.path("strategy").asString()).isEqualTo("least-occupied");
        assertThat(plan.path("skills").path("agents").path(1).path("agents").asInt()).isEqualTo(6);
        assertThat(plan.path("skills").path("callers").path(2).path("share").asDouble())
                .isCloseTo(0.5, within(1e-9));
        assertThat(report.path("formulas").size()).isZero();
        long calls = 0;
        for (JsonNode kind : report.path("skills")) {
            calls += kind.path("calls").asLong();
            assertThat(kind.path("asa").path("mean").asDouble()).isPositive();
        }
        assertThat(calls).isEqualTo(report.path("all").path("calls").asLong());
        assertThat(report.path("skills").path(1).path("skills").asString())
                .isEqualTo("sales:3+billing");
        assertThat(report.path("busy").path("skills").size()).isEqualTo(3);
        assertThat(report.path("busy").path("most").path("mean").asDouble())
                .isGreaterThanOrEqualTo(report.path("busy").path("least").path("mean").asDouble());
    }

    @Test
    void whatTooFewAgentsKnowIsSaid() {
        assertThat(
                        simulate(
                                HOUSE
                                        + " --agents 30 --warm-up 0s --skills sales=50%"
                                        + " --agent-skills sales=8"))
                .isZero();
        assertThat(out.toString())
                .contains("More work comes from callers who ask for sales than the agents who may")
                .doesNotContain("More work comes than the agents can do");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    --agents 24 | Missing required options: '--calls-per-hour=N', '--aht=TIME'
                    --calls-per-hour 240 --aht 300s | say how many --agents there are, or which --target
                    --calls-per-hour 240 --aht 300s --agents 2 --target 80/20 | leave out --agents
                    --calls-per-hour 240 --aht 300s --target 80/20 --service-target 9s | leave out --service-target
                    --calls-per-hour 240 --aht 300s --target 100/20 | '100/20' is no target: write 80/20
                    --calls-per-hour 240 --aht 300s --target 0/20 | '0/20' is no target: write 80/20
                    --calls-per-hour 240 --aht 300 --agents 24 | '300' is no time: write 10s
                    --calls-per-hour 240 --aht 300s --agents 0 | agents is 0; expected 1 to 2000
                    --calls-per-hour -1 --aht 300s --agents 4 | calls an hour: above 0
                    --calls-per-hour NaN --aht 300s --agents 4 | calls an hour: above 0
                    --calls-per-hour 240 --aht 0s --agents 4 | handling time is 0s; expected 1s to 4h
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers gold | --tiers: 'gold' is not of the form NAME=VALUE
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers gold=0.2 | '0.2' is no share: write gold=20%
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers gold=70%,silver=50% | add up to 120.0 %, not to 100 %
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers bronze=70% | add up to 70.0 %, not to 100 %
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers gold=7%,gold=5% | one is named twice
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers vip=5% | mild and strong are offsets of gold and silver
                    --calls-per-hour 240 --aht 300s --agents 4 --offsets gold=60s | no caller is gold
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers gold=5% --offsets gold=2h | offset of gold is 2h; expected 0s to 1h
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers gold=5% --offsets gold=x | --offsets: 'x' is no time
                    --calls-per-hour 240 --aht 300s --agents 4 --tiers gold=5% --offsets mild --order fifo | leave one out
                    --calls-per-hour 240 --aht 300s --agents 4 --seeds 1 | seeds is 1; expected 2 to 1000
                    --calls-per-hour 240 --aht 300s --agents 4 --hours 90000 | calls a seed are too many
                    --calls-per-hour 240 --aht 300s --agents 4 --variation 2 | --variation goes with --shape lognormal
                    --calls-per-hour 240 --aht 300s --agents 4 --shape lognormal --variation 9 | variation: 0.1 to 5
                    --calls-per-hour 240 --aht 300s --agents 4 --order lifo | expected one of
                    --calls-per-hour 240 --aht 300s --agents 4 --strategy ring-all | ring-all is not simulated: which of the agents whose phones ring
                    --calls-per-hour 240 --aht 300s --agents 4 --strategy clever | 'clever' is none; expected one of longest-idle, least-occupied
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales=40% | say with --agent-skills which agents know them
                    --calls-per-hour 240 --aht 300s --agents 4 --agent-skills sales=4 | say with --skills what callers ask for
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales=40 --agent-skills sales=4 | --skills: '40' is no share: write sales=40%
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales:9=40% --agent-skills sales=4 | 'sales:9' is no skill: write sales
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales=40% --agent-skills billing=4 | no agent knows sales: callers who ask for it would wait for ever
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales:3=40% --agent-skills sales:2=4 | no agent knows sales:3
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales=40% --agent-skills sales=5 | --agent-skills: 5 agents of 4
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales=40% --agent-skills sales=x | 'x' is no number of agents: write sales=12 or sales=60%
                    --calls-per-hour 240 --aht 300s --target 80/20 --skills sales=40% --agent-skills sales=5 | with --target write shares of the agents
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales=40% --agent-skills sales=4 --relax-after 9 | --relax-after: '9' is no time
                    --calls-per-hour 240 --aht 300s --agents 4 --skills sales=40% --agent-skills sales=4 --relax-after 2m,1m | relax-after is 1m; expected 121s to 24h
                    """)
    void whatIsWrongIsSaidBeforeAnythingIsSimulated(String line, String says) {
        assertThat(simulate(line)).isEqualTo(2);
        assertThat(err.toString()).contains(says);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void goalThatNobodyMeetsIsNotFound() {
        assertThat(
                        simulate(
                                "--calls-per-hour 100 --aht 1m --hours 1 --seeds 2 --ring 30s --target 99/5"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("not even 2000 agents");
    }
}
