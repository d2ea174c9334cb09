package zarang.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.plan.AgentCode;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.SupervisionMode;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.PauseReason;
import zarang.routing.calling.AgentCodes;
import zarang.routing.calling.CallingRule;
import zarang.routing.calling.CallingSettings;
import zarang.routing.calling.SupervisionSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.RecordedShare;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/**
 * What queues.yaml and agents.yaml say of the floor, and mistakes in them as the admin reads them.
 */
class FloorFilesTest {
    @TempDir Path folder;
    private ConfigFolder conf;

    @BeforeEach
    void emptyFiles() throws IOException {
        conf = new ConfigFolder(folder);
    }

    @Test
    void numbersToParkAtAndCodesAreRead() throws IOException {
        conf.write("queues.yaml", "queues: {sales: {}}\n");
        conf.write(
                "agents.yaml",
                """
                agents:
                  "2001": {queues: [sales]}
                calling:
                  park-at: 098-101
                  parked-longest: 30s
                  codes: {transfer: "*1", consult: "*2"}
                """);
        CallingSettings.Features features = conf.good().calling().features();
        assertThat(features.places()).containsExactlyInAnyOrder("098", "099", "100", "101");
        assertThat(features.parkedLongest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(features.codes())
                .isEqualTo(
                        new FeatureCodes(Optional.of("*1"), Optional.of("*2"), Optional.empty()));
    }

    @Test
    void rulesOfCallsOutsideAreReadAndWhatTheyNameMustBeThere() throws IOException {
        conf.write("queues.yaml", "queues: {sales: {}}\n");
        conf.write("trunks.yaml", "trunks: {carrier: {proxy: \"sip:192.0.2.1\"}}\n");
        String rules =
                """
                agents:
                  "2001": {queues: [sales]}
                calling:
                  rules:
                    iran: {prefixes: ["+98"], trunks: [carrier], agents: ["2001"]}
                    premium: {prefixes: ["+98909"], allow: false}
                """;
        conf.write("agents.yaml", rules);
        assertThat(conf.good().calling().rules())
                .extracting(CallingRule::name, CallingRule::prefixes, CallingRule::trunks)
                .containsExactly(
                        tuple("iran", List.of("+98"), List.of("carrier")),
                        tuple("premium", List.of("+98909"), List.of()));
        conf.write("agents.yaml", rules.replace("trunks: [carrier]", "trunks: [spare]"));
        assertThat(conf.refused()).anyMatch(f -> f.contains("calling.rules.iran.trunks"));
        conf.write("agents.yaml", rules.replace("iran:", "\"ir an\":"));
        assertThat(conf.refused())
                .anyMatch(f -> f.contains("calling.rules: found the name 'ir an'"));
    }

    @Test
    void supervisorsAndTheirCodesAreReadAndMistakesInThemNamed() throws IOException {
        conf.write("queues.yaml", "queues: {sales: {}}\n");
        String agents =
                """
                agents:
                  "2001": {queues: [sales]}
                  "2009": {queues: [sales]}
                calling:
                  supervisors: ["2009"]
                  supervision-codes: {listen: "*81", whisper: "*82"}
                """;
        conf.write("agents.yaml", agents);
        assertThat(conf.good().calling().features().supervision())
                .isEqualTo(
                        new SupervisionSettings(
                                Set.of(new AgentId("2009")),
                                Map.of(
                                        SupervisionMode.LISTEN, "*81",
                                        SupervisionMode.WHISPER, "*82")));
        conf.write(
                "agents.yaml", agents.replace("[\"2009\"]", "[\"2008\"]").replace("*82", "*811"));
        assertThat(conf.refused())
                .anyMatch(f -> f.contains("supervisors: found '2008', expected agents"))
                .anyMatch(f -> f.contains("codes.listen: found '*81', with which '*811' begins"));
    }

    @Test
    void codesForAnAgentsOwnStateAreReadAndNoneMayBeginAnotherThatIsDialled() throws IOException {
        conf.write("queues.yaml", "queues: {sales: {}}\n");
        String agents =
                """
                agents:
                  "2001": {queues: [sales]}
                calling:
                  supervisors: ["2001"]
                  supervision-codes: {listen: "*81"}
                  state-codes: {ready: "*51", log-out: "*52", pause: "*53", more-wrap-up: "*54"}
                """;
        conf.write("agents.yaml", agents);
        assertThat(conf.good().calling().features().own())
                .isEqualTo(
                        new AgentCodes(
                                Map.of(
                                        AgentCode.Kind.READY, "*51",
                                        AgentCode.Kind.LOG_OUT, "*52",
                                        AgentCode.Kind.PAUSE, "*53",
                                        AgentCode.Kind.MORE_WRAP_UP, "*54")));
        conf.write("agents.yaml", agents.replace("*53", "*8").replace("*52", "52"));
        assertThat(conf.refused())
                .anyMatch(f -> f.contains("codes.pause: found '*8', with which '*81' begins"))
                .anyMatch(f -> f.contains("state-codes.log-out: found '52', expected a star"));
    }

    @Test
    void dispositionOfAQueueThatThereIsNotIsNamed() throws IOException {
        conf.write("queues.yaml", "queues: {sales: {}}\n");
        String agents =
                """
                agents:
                  "2001": {queues: [sales]}
                dispositions:
                  sold: {title: فروخته شد, queues: [sales]}
                  complaint: {needs-notes: true}
                disposition-within: 1h
                """;
        conf.write("agents.yaml", agents);
        conf.good();
        conf.write("agents.yaml", agents.replace("[sales]}\n  complaint", "[sale]}\n  complaint"));
        assertThat(conf.refused())
                .anyMatch(
                        f -> f.contains("dispositions.sold.queues: found 'sale', expected queues"));
        conf.write("agents.yaml", agents.replace("1h", "0s").replace("فروخته شد", "''"));
        assertThat(conf.refused())
                .anyMatch(f -> f.contains("disposition-within: found '0s'"))
                .anyMatch(f -> f.contains("dispositions.sold.title"));
    }

    @Test
    void mistakesInNumbersToParkAtAndCodesAreNamed() throws IOException {
        conf.write("queues.yaml", "queues: {sales: {}}\n");
        conf.write(
                "agents.yaml",
                """
                agents:
                  "70": {queues: [sales]}
                calling:
                  park-at: 70-79
                  codes: {transfer: "*1", consult: "*12", conference: "33"}
                """);
        assertThat(conf.refused())
                .anyMatch(f -> f.contains("park-at: holds '70', which is an agent's extension"))
                .anyMatch(f -> f.contains("codes.transfer: found '*1', with which '*12' begins"))
                .anyMatch(f -> f.contains("codes.conference: found '33', expected a star"));
        for (String wrong : List.of("79-70", "70", "7-9", "070-79", "1000-1100")) {
            conf.write("agents.yaml", "agents: {}\ncalling: {park-at: " + wrong + "}\n");
            assertThat(conf.refused()).as(wrong).anyMatch(f -> f.contains("park-at: found"));
        }
    }

    @Test
    void queuesChooseAgentsAndAgentsKnowThings() throws IOException {
        conf.write(
                "queues.yaml",
                "queues: {sales: {strategy: best-skill, skills: [english:3], relax-after: [1m,"
                        + " 2m], record: 20%}}");
        conf.write(
                "agents.yaml",
                """
                pause-reasons: [tea]
                agents:
                  "2001": {queues: [sales], team: night, skills: [english:4, refunds:1], weight: 3, queues-in-order: true}
                """);
        FloorSettings floor = conf.good().floor();
        assertThat(floor.queues().getFirst().distribution())
                .isEqualTo(
                        new Distribution(
                                Strategy.BEST_SKILL,
                                new SkillNeeds(
                                        Map.of("english", 3),
                                        List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)))));
        assertThat(floor.agents().getFirst().abilities())
                .isEqualTo(new Abilities(Map.of("english", 4, "refunds", 1), 3, true));
        assertThat(floor.queues().getFirst().recorded()).isEqualTo(new RecordedShare(20));
        assertThat(floor.team("night")).containsExactly(new AgentId("2001"));
        assertThat(floor.pauseReasons()).containsExactly(new PauseReason("tea"));
    }

    @Test
    void anAgentServesUpToSixtyFourQueues() throws IOException {
        List<String> names = IntStream.range(0, 65).mapToObj(n -> "q" + n).toList();
        conf.write("queues.yaml", "queues: {" + String.join(": {}, ", names) + ": {}}");
        conf.write("agents.yaml", "agents: {\"2001\": {queues: " + names.subList(0, 64) + "}}");
        assertThat(conf.good().floor().agents().getFirst().queues())
                .extracting(QueueName::value)
                .isEqualTo(names.subList(0, 64));
        conf.write("agents.yaml", "agents:\n  \"2001\": {queues: " + names + "}");
        assertThat(conf.refused())
                .containsExactly(
                        "agents.yaml:2:20: agents.2001.queues: found 65 values, expected a list of"
                                + " 1 to 64, each 1 to 32 letters, digits, '.', '_' or '-'");
    }

    @Test
    void offsetsHaveNames() throws IOException {
        conf.write("queues.yaml", "tier-preset: strong");
        assertThat(conf.good().floor().offsets()).isEqualTo(TierOffsets.STRONG);
        conf.write("queues.yaml", "tier-preset: mild\ntier-offsets: {gold: 1m}");
        assertThat(conf.refused())
                .containsExactly(
                        "queues.yaml:1:14: tier-preset: stands beside tier-offsets, expected one of"
                                + " the two");
    }

    @Test
    void mistakesInSkillsAndReasonsAreNamed() throws IOException {
        conf.write(
                "queues.yaml",
                """
                queues:
                  sales: {strategy: fastest, skills: [english:9], relax-after: [2m, 1m]}
                """);
        conf.write(
                "agents.yaml",
                """
                pause-reasons: [tea, missed-offers, tea]
                agents: {"2001": {queues: [sales], skills: [english:1, english:2]}}
                """);
        assertThat(conf.refused())
                .anyMatch(line -> line.contains("found 'fastest', expected one of longest-idle"))
                .anyMatch(
                        line -> line.contains("found 'english:9', expected a skill and its level"))
                .anyMatch(line -> line.contains("queues.sales.relax-after: found"))
                .anyMatch(line -> line.contains("found 'english' twice, expected each once"))
                .anyMatch(line -> line.contains("found a reason twice, expected each once"))
                .anyMatch(line -> line.contains("'missed-offers', which is the server's own"));
    }
}
