package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.api.floor.FloorChanger.Reloaded;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.queue.QueueCommand;
import zarang.routing.calling.CallingRules;
import zarang.routing.calling.SpendStore;
import zarang.routing.floor.Floor;
import zarang.routing.live.LivePlace;
import zarang.routing.live.LiveValues;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.LeaseSettings;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;

/** A copy of the shipped configuration, edited while its floor runs. */
class FloorReloadTest {
    private static final Path SHIPPED = Path.of("..", "conf");

    @TempDir Path conf;
    private final AtOnce loop = new AtOnce();
    private final List<Settings> told = new ArrayList<>();
    private Floor floor;
    private FloorInUse inUse;
    private CallingRules calling;
    private FloorReload reload;
    private Map<Subject, LiveValues> live = Map.of();

    @BeforeEach
    void start() throws IOException {
        for (String name :
                List.of(
                        "zarang.yaml",
                        "trunks.yaml",
                        "queues.yaml",
                        "agents.yaml",
                        "loyalty.yaml")) {
            Files.copy(SHIPPED.resolve(name), conf.resolve(name));
        }
        Journal journal = entry -> CompletableFuture.completedStage(entry);
        Settings started = ((Loaded.Good) read()).settings();
        floor =
                new Floor(
                        loop,
                        started.floor(),
                        LeaseSettings.defaults(),
                        new InMemoryReservations(new InMemoryReservations.Store(), "n1"),
                        "n1",
                        journal,
                        event -> {});
        inUse = new FloorInUse(started, loop, floor, () -> live);
        calling =
                new CallingRules(
                        started.calling(), number -> Optional.empty(), loop, SpendStore.NONE);
        reload =
                new FloorReload(
                        this::read,
                        inUse,
                        told::add,
                        new RoomsReload(new OpenRooms(List.of()), calling, loop, Set.of("lab")));
    }

    private Loaded read() {
        Path scripts = Path.of("..", "ivr-scripts").toAbsolutePath();
        return SettingsReader.load(
                conf,
                List.of(
                        "ivr.scripts=" + scripts.resolve("scripts"),
                        "ivr.prompts=" + scripts.resolve("prompts")));
    }

    private Reloaded reload(boolean apply) throws Exception {
        return reload.reload(apply).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(conf.resolve(file), Files.readString(conf.resolve(file)) + text);
    }

    private List<AgentId> agents() {
        return floor.view().agents().stream().map(view -> view.agent()).toList();
    }

    @Test
    void filesThatSayWhatIsSetChangeNothing() throws Exception {
        assertThat(reload(true)).isEqualTo(new Reloaded(List.of(), List.of()));
    }

    @Test
    void aNewAgentIsShownFirstAndThenThere() throws Exception {
        append("agents.yaml", "\n  2099: {queues: [sales]}\n");
        assertThat(reload(false).changes()).containsExactly("agent 2099: new");
        assertThat(agents()).doesNotContain(new AgentId("2099"));
        assertThat(told).as("a look changes nothing").isEmpty();
        assertThat(reload(true).changes()).containsExactly("agent 2099: new");
        assertThat(agents()).contains(new AgentId("2099"));
        assertThat(told)
                .singleElement()
                .satisfies(settings ->
                        assertThat(settings.floor().agents())
                                .anyMatch(agent -> agent.id().value().equals("2099")));
        assertThat(reload(true).changes()).isEmpty();
    }

    /** Whom agents may call is the same file's, and no less urgent. */
    @Test
    void whomAgentsMayCallIsAsTheFileSaysNowAndATrunkThatIsNotThereYetIsNamed() throws Exception {
        append(
                "agents.yaml",
                "\ncalling: {spend-per-day: 60, rules: {home: {prefixes: [\"+98\"], trunks: [lab]}}}\n");
        List<String> changes = reload(false).changes();
        assertThat(changes)
                .containsExactly(
                        "calling.rules.home: new", "calling.spend-per-day " + spends() + " -> 60");
        assertThat(calling.settings().rules()).as("a look changes nothing").isEmpty();
        assertThat(reload(true).changes()).isEqualTo(changes);
        assertThat(calling.settings().rules()).hasSize(1);
        assertThat(spends()).isEqualTo(60);
        assertThat(reload(true).changes()).isEmpty();
        append("trunks.yaml", "\n  spare: {proxy: \"sip:192.0.2.1\"}\n");
        Path agents = conf.resolve("agents.yaml");
        Files.writeString(agents, Files.readString(agents).replace("[lab]", "[spare, lab]"));
        append("agents.yaml", "\npause-reasons: [tea]\n");
        assertThat(reload(true).refusals())
                .containsExactly(
                        "agents.yaml: calling.rules.home.trunks: [spare] is there from the next start"
                                + " on, for trunks.yaml is read then; now there are [lab]");
        assertThat(floor.settings().pauseReasons()).as("nor anything else").hasSize(4);
    }

    private int spends() {
        return calling.settings().limits().spendPerDay();
    }

    @Test
    void aMistakeIsNamedByFileAndLineAndChangesNothing() throws Exception {
        append("agents.yaml", "\n  2099: {queues: [sales]}\n");
        Path queues = conf.resolve("queues.yaml");
        Files.writeString(
                queues, Files.readString(queues).replace("wrap-up: 5s", "wrap-up: 5 parsecs"));
        Reloaded refused = reload(true);
        assertThat(refused.changes()).isEmpty();
        assertThat(refused.refusals())
                .singleElement()
                .asString()
                .matches("(?s).*queues\\.yaml:[0-9]+:[0-9]+: queues\\.sales\\.wrap-up: found.*");
        assertThat(agents()).doesNotContain(new AgentId("2099"));
        assertThat(told).isEmpty();
    }

    @Test
    void aQueueInWhichSomebodyWaitsCannotBeTakenAwayAndNobodyHearsOfIt() throws Exception {
        Path queues = conf.resolve("queues.yaml");
        String shipped = Files.readString(queues);
        Files.writeString(
                queues,
                shipped.replace("\nqueues:\n", "\nqueues:\n  night: {join-when-empty: true}\n"));
        Path agents = conf.resolve("agents.yaml");
        String staff = Files.readString(agents);
        append("agents.yaml", "\n  2099: {queues: [night]}\n");
        assertThat(reload(true).refusals()).isEmpty();
        told.clear();
        Subject caller = Subject.of(new CallId("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        floor.tell(
                new QueueCommand.Join(
                        caller, new QueueName("night"), new Tier("bronze"), loop.instant()));
        Files.writeString(queues, shipped);
        Files.writeString(agents, staff);
        assertThat(reload(true).refusals()).singleElement().asString().contains("night");
        assertThat(told).as("what scripts and phones may name stays").isEmpty();
    }

    private static LiveValues set(String key, String value) {
        return new LiveValues(
                new TreeMap<>(Map.of(key, value)),
                "api eva",
                Instant.parse("2026-03-21T08:00:00Z"));
    }

    private Duration wrapUp() {
        return floor.settings().queues().getFirst().wrapUp();
    }

    @Test
    void whatIsSetLiveStandsAboveTheFilesAndIsNamed() throws Exception {
        live = Map.of(LivePlace.of(new QueueName("sales")), set("wrap-up", "42s"));
        inUse.follow();
        assertThat(wrapUp()).isEqualTo(Duration.ofSeconds(42));
        Path queues = conf.resolve("queues.yaml");
        Files.writeString(
                queues,
                Files.readString(queues)
                        .replace("wrap-up: 5s", "wrap-up: 7s")
                        .replace("max-wait: 30m", "max-wait: 20m"));
        Reloaded done = reload(true);
        assertThat(done.changes()).containsExactly("queue sales: max-wait 1800s -> 1200s");
        assertThat(done.stands())
                .containsExactly(
                        "queue sales: wrap-up stays 42s, set live by api eva; the file says 7s");
        assertThat(wrapUp()).isEqualTo(Duration.ofSeconds(42));
        live = Map.of();
        inUse.follow();
        assertThat(wrapUp()).as("as the file says now").isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void tiersAndAnAgentSetLiveStandAboveTheFilesToo() throws Exception {
        AgentId agent = floor.settings().agents().getFirst().id();
        live =
                Map.of(
                        LivePlace.FLOOR,
                        set("tier-preset", "strong"),
                        LivePlace.of(agent),
                        set("skills", "english:3"));
        inUse.follow();
        assertThat(floor.settings().offsets().of(Tier.GOLD)).isEqualTo(Duration.ofMinutes(10));
        assertThat(floor.settings().agents().getFirst().abilities().skills())
                .containsEntry("english", 3);
        append("queues.yaml", "\ntier-offsets: {platinum: 1m}\n");
        assertThat(reload(true).refusals()).isNotEmpty();
        Path queues = conf.resolve("queues.yaml");
        Files.writeString(
                queues,
                Files.readString(queues)
                        .replace("\ntier-offsets: {platinum: 1m}\n", "")
                        .replace("wrap-up: 5s", "wrap-up: 7s"));
        Reloaded done = reload(true);
        assertThat(done.changes()).containsExactly("queue sales: wrap-up 5s -> 7s");
        assertThat(done.stands())
                .containsExactly(
                        "agent "
                                + agent
                                + ": skills stays english:3, set live by api eva; the"
                                + " file says none",
                        "floor: tier-preset stays strong, set live by api eva; the file says none");
        live = Map.of(LivePlace.FLOOR, set("tier-offsets.platinum", "1m"));
        inUse.follow();
        assertThat(floor.settings().offsets().of(Tier.GOLD)).isEqualTo(Duration.ofMinutes(5));
        assertThat(reload(true).refusals())
                .singleElement()
                .asString()
                .contains("tier-offsets.platinum: no such tier")
                .endsWith("; it is set live: ./zarang floor reset takes it back");
    }

    @Test
    void whatIsSetLiveAndCannotBeByTheseFilesIsLeftOutAtAStartAndRefusesAReload() throws Exception {
        live =
                Map.of(
                        LivePlace.of(new QueueName("sales")), set("overflow-to", "night"),
                        LivePlace.of(new QueueName("gone")), set("wrap-up", "1s"));
        inUse.follow();
        assertThat(floor.settings().queues().getFirst().intake().overflowTo()).isEmpty();
        assertThat(reload(true).refusals())
                .singleElement()
                .asString()
                .contains("overflow-to: found 'night', expected one of the queues [sales")
                .endsWith("./zarang queue reset sales takes it back");
    }

    @Test
    void aQueueThatAScriptNamesCannotBeTakenAway() throws Exception {
        Path queues = conf.resolve("queues.yaml");
        Files.writeString(queues, Files.readString(queues).replace("  sales:", "  sale:"));
        Path agents = conf.resolve("agents.yaml");
        Files.writeString(agents, Files.readString(agents).replace("sales", "sale"));
        assertThat(reload(true).refusals())
                .isNotEmpty()
                .allMatch(line -> line.contains("sales"))
                .anyMatch(line -> line.contains("hotline.yaml:"));
        assertThat(floor.view().queues())
                .extracting(queue -> queue.queue().value())
                .contains("sales");
    }
}
