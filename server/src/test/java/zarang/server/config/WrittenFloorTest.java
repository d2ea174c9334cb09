package zarang.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.routing.dispatch.FloorDifference;
import zarang.routing.keys.WrittenFloor;
import zarang.routing.live.LivePlace;

/** The shipped queues, with other values above what their file says. */
class WrittenFloorTest {
    private static final Subject SALES = LivePlace.of(new QueueName("sales"));

    private Settings settings;
    private WrittenFloor written;

    @BeforeEach
    void read() {
        Path scripts = Path.of("..", "ivr-scripts").toAbsolutePath();
        Loaded loaded =
                SettingsReader.load(
                        Path.of("..", "conf"),
                        List.of(
                                "queues.sales.max-wait=20m",
                                "ivr.scripts=" + scripts.resolve("scripts"),
                                "ivr.prompts=" + scripts.resolve("prompts")));
        settings = ((Loaded.Good) loaded).settings();
        written = settings.writtenFloor();
    }

    private List<String> changes(Map<String, String> values) {
        WrittenFloor.Reading reading = written.with(Map.of(SALES, values));
        assertThat(reading.faults()).isEmpty();
        return FloorDifference.between(settings.floor(), reading.floor());
    }

    private List<String> faults(Map<String, String> values) {
        return written.with(Map.of(SALES, values)).faults().stream()
                .map(fault -> fault.file() + ": " + fault.message())
                .toList();
    }

    @Test
    void whatTheFileSaysSetLiveChangesNothing() {
        Map<String, String> values = new LinkedHashMap<>(written.written(SALES));
        assertThat(values)
                .containsEntry("wrap-up", "5s")
                .containsEntry("max-wait", "20m")
                .containsEntry("open", "true")
                .containsEntry("overflow-to", "none");
        values.keySet().removeAll(List.of("overflow-to", "skills", "relax-after"));
        assertThat(changes(values)).isEmpty();
        assertThat(changes(Map.of())).isEmpty();
    }

    @Test
    void whatIsSetLiveGoesBeforeFileAndCommandLine() {
        assertThat(changes(Map.of("wrap-up", "9s", "max-wait", "5m", "skills", "english:3,b:1")))
                .containsExactly(
                        "queue sales: wrap-up 5s -> 9s",
                        "queue sales: max-wait 1200s -> 300s",
                        "queue sales: skills {} -> {b=1, english=3}");
        assertThat(settings.floor().queues().getFirst().wrapUp()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyKeyThatCanBeSetLiveIsShownWhenItChanges() {
        Map<String, String> others =
                Map.ofEntries(
                        Map.entry("open", "false"),
                        Map.entry("join-when-empty", "false"),
                        Map.entry("when-closed", "leave"),
                        Map.entry("strategy", "random"),
                        Map.entry("size", "7"),
                        Map.entry("call-back.dial", "true"),
                        Map.entry("call-back.attempts", "7"),
                        Map.entry("call-back.at-once", "7"),
                        Map.entry("skills", "english:3"),
                        Map.entry("record", "20%"),
                        Map.entry("overflow-when", "full"));
        for (String key : written.written(SALES).keySet()) {
            if (!key.equals("overflow-to")) {
                String other = others.getOrDefault(key, "33s");
                assertThat(changes(Map.of(key, other)))
                        .as(key)
                        .singleElement()
                        .asString()
                        .startsWith("queue sales: " + key + " ");
            }
        }
    }

    @Test
    void whatIsWrongIsSaidAsOfTheFile() {
        assertThat(faults(Map.of("wrap-up", "5 parsecs")))
                .containsExactly(
                        "queues.sales.wrap-up: found '5 parsecs', expected a duration from 0s to"
                                + " 30m");
        assertThat(faults(Map.of("call-back.attempts", "11", "missed-after", "1h")))
                .containsExactlyInAnyOrder(
                        "queues.sales.call-back.attempts: found 11, expected a whole number from"
                                + " 1 to 10",
                        "queues.sales.missed-after: found '1h', expected a duration from 0s to"
                                + " 10m");
        assertThat(faults(Map.of("wrapup", "5s")))
                .containsExactly("queues.sales.wrapup: unknown key; did you mean 'wrap-up'?");
        assertThat(faults(Map.of("overflow-to", "sales")))
                .singleElement()
                .asString()
                .startsWith("queues.sales.overflow-to: found 'sales', which leads in a circle");
        assertThat(faults(Map.of("strategy", "best")))
                .singleElement()
                .asString()
                .contains("one of");
        assertThat(faults(Map.of("size", "7\"}")))
                .as("no way into the document")
                .singleElement()
                .asString()
                .startsWith("queues.sales.size: found '7\"}'");
    }

    @Test
    void whatIsSetOfAQueueThatNoFileHasIsPassedOver() {
        WrittenFloor.Reading reading =
                written.with(Map.of(LivePlace.of(new QueueName("night")), Map.of("wrap-up", "1s")));
        assertThat(reading.faults()).isEmpty();
        assertThat(FloorDifference.between(settings.floor(), reading.floor())).isEmpty();
    }

    private List<String> ofFloor(Map<String, String> values) {
        WrittenFloor.Reading reading = written.with(Map.of(LivePlace.FLOOR, values));
        assertThat(reading.faults()).isEmpty();
        return FloorDifference.between(settings.floor(), reading.floor());
    }

    @Test
    void aTierSetLiveIsOtherwiseAloneAndAPresetIsInThePlaceOfAll() {
        assertThat(written.written(LivePlace.FLOOR))
                .containsEntry("tier-preset", "none")
                .containsEntry("tier-offsets.gold", "5m")
                .containsEntry("rest.no-answer", "10s");
        assertThat(ofFloor(Map.of("tier-offsets.gold", "8m")))
                .containsExactly("tier-offsets.gold 300s -> 480s");
        assertThat(ofFloor(Map.of("tier-preset", "strong")))
                .containsExactly(
                        "tier-offsets.gold 300s -> 600s", "tier-offsets.silver 120s -> 240s");
        assertThat(ofFloor(Map.of("tier-preset", "strong", "tier-offsets.bronze", "30s")))
                .contains("tier-offsets.bronze 0s -> 30s", "tier-offsets.gold 300s -> 600s");
        assertThat(ofFloor(Map.of("rest.no-answer", "3s", "rest.misses", "5")))
                .containsExactly("rest.no-answer 10s -> 3s", "rest.misses 3 -> 5");
        assertThat(written.inEffect(LivePlace.FLOOR, Map.of("tier-preset", "mild")))
                .containsEntry("tier-preset", "mild")
                .containsEntry("tier-offsets.gold", "3m")
                .containsEntry("tier-offsets.silver", "1m");
    }

    @Test
    void whatIsWrongOfTheFloorIsSaidAsOfTheFile() {
        Map<String, String> wrong =
                Map.of(
                        "tier-offsets.gold", "2h",
                        "tier-offsets.platinum", "1m",
                        "tier-preset", "harsh",
                        "leases.talk", "10s",
                        "tier-offset", "1m");
        assertThat(written.with(Map.of(LivePlace.FLOOR, wrong)).faults())
                .extracting(fault -> fault.file() + ": " + fault.message())
                .containsExactlyInAnyOrder(
                        "tier-offsets.gold: found '2h', expected a duration from 0s to 1h",
                        "tier-offsets.platinum: no such tier, expected tiers of loyalty.yaml:"
                                + " [bronze, silver, gold]",
                        "tier-preset: found 'harsh', expected mild or strong",
                        "leases.talk: cannot be set live, expected in queues.yaml: it is read at a"
                                + " start",
                        "tier-offset: unknown key; did you mean 'tier-offsets'?");
        for (String key : List.of("", ".", "=", "tier-offsets", "tier-offsets.", "rest.*")) {
            assertThat(written.with(Map.of(LivePlace.FLOOR, Map.of(key, "1m"))).faults())
                    .as(key)
                    .isNotEmpty();
        }
    }

    @Test
    void aPresetTakesTheTiersAwayThatWereSetOneByOne() {
        Map<String, String> was = Map.of("tier-offsets.gold", "8m", "rest.misses", "5");
        assertThat(WrittenFloor.next(was, Map.of("tier-preset", Optional.of("mild"))))
                .containsOnly(Map.entry("tier-preset", "mild"), Map.entry("rest.misses", "5"));
        assertThat(
                        WrittenFloor.next(
                                was,
                                Map.of(
                                        "tier-preset", Optional.of("mild"),
                                        "tier-offsets.silver", Optional.of("2m"))))
                .containsOnlyKeys("tier-preset", "tier-offsets.silver", "rest.misses");
        assertThat(WrittenFloor.next(was, Map.of("tier-preset", Optional.empty())))
                .containsOnlyKeys("tier-offsets.gold", "rest.misses");
    }

    @Test
    void anAgentIsSetLiveAsItsFileWouldHaveIt() {
        Subject agent = LivePlace.of(settings.floor().agents().getFirst().id());
        assertThat(written.has(agent)).isTrue();
        WrittenFloor.Reading reading =
                written.with(Map.of(agent, Map.of("skills", "english:3", "queues", "sales")));
        assertThat(reading.faults()).isEmpty();
        assertThat(FloorDifference.between(settings.floor(), reading.floor()))
                .contains(LivePlace.words(agent) + ": skills {} -> {english=3}");
        assertThat(written.with(Map.of(agent, Map.of("queues", "night"))).faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.line()).contains("found 'night', expected queues of"));
        assertThat(written.with(Map.of(agent, Map.of("contact", "sip:a@b"))).faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.message())
                                .isEqualTo(
                                        "cannot be set live, expected in agents.yaml: ./zarang floor"
                                                + " reload reads it"));
    }
}
