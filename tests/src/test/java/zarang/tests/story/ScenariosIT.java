package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/**
 * Every scenario that ships, taken into use as docs/SCENARIOS.md says and called with real phones:
 * what is pressed, what is heard, and what the CRM is asked and told.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenariosIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private static final Duration TOLD_FROM_A_MACHINE = Duration.ofSeconds(4);

    private final Path work = Work.folder("scenarios");
    private final PromptTones tones = new PromptTones(work.resolve("tones"));
    private final ScenarioCrm crm = new ScenarioCrm();
    private final WebhookReceiver hooks = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
    private final List<ListeningCaller> callers = new ArrayList<>();
    private final List<String> page = new ArrayList<>();
    private ServerProcess server;

    @BeforeAll
    void takeIntoUse() throws IOException {
        String text = Files.readString(ServerProcess.HOME.resolve("docs/SCENARIOS.md"));
        List<String> yaml = new ArrayList<>();
        BLOCK.matcher(text)
                .results()
                .forEach(block -> (block.group(1).equals("sh") ? page : yaml).add(block.group(2)));
        Conf conf = Conf.copy(work).webhook(hooks.port());
        Path token = Files.writeString(conf.folder().resolve("crm-token"), ScenarioCrm.TOKEN);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        conf.change("zarang.yaml", "numbers:\n  \"1000\": hotline", afterIvr(yaml.getFirst()))
                .change("zarang.yaml", "ivr:\n", "ivr:\n  scripts: scripts\n")
                .change("queues.yaml", "queues:\n", "queues:\n" + yaml.get(1))
                .change("queues.yaml", "wrap-up: 5s", "wrap-up: 1s")
                .change("queues.yaml", "  support: {}", "  support: {wrap-up: 1s}")
                .change("agents.yaml", "queues: [sales]", "queues: [sales, support]")
                .change("calendars.yaml", "    holidays: [iran]\n", "")
                .change(
                        "calendars.yaml",
                        "workday: [08:00-12:30, 13:30-17:00]",
                        "{workday: all-day, weekend: all-day}");
        says(page.getFirst());
        tellThePlace(conf.folder().resolve("scripts/sales.yaml"));
        server =
                ServerProcess.start(
                        conf.folder(),
                        work.resolve("data"),
                        "ivr.prompts=" + work.resolve("tones"));
    }

    /** So that nobody has to wait for long to hear it. */
    private static void tellThePlace(Path script) throws IOException {
        String text = Files.readString(script);
        Files.writeString(
                script,
                text.replace(
                        "    queue: sales\n",
                        "    queue: sales\n    tell: both\n    tell-after: 5s\n"));
    }

    /** The keys of zarang.yaml that are not there yet. */
    private String afterIvr(String block) {
        return block.substring(block.indexOf("script-http:"))
                .replace("  # allow: [10.20.0.0/16]", "  allow: [127.0.0.0/8]");
    }

    /** Does what a block of the page says, with the test's folders. */
    private String says(String commands) {
        Tool.Outcome outcome =
                Tool.run(
                        ServerProcess.HOME,
                        List.of(
                                "bash",
                                "-euo",
                                "pipefail",
                                "-c",
                                commands.replaceAll("\\bconf/", work + "/conf/")
                                        .replace("https://crm.your-company.ir", crm.url())
                                        .replaceAll(
                                                "(?m)zarang flow (check|test|try)",
                                                "zarang flow $1 --conf " + work + "/conf")
                                        .replace(
                                                "flow publish",
                                                "flow publish --data " + work + "/data")));
        assertThat(outcome.exit()).as(commands + outcome.out() + outcome.err()).isZero();
        return outcome.out();
    }

    @AfterAll
    void close() {
        callers.forEach(ListeningCaller::close);
        server.close();
        hooks.close();
        crm.close();
    }

    private synchronized ListeningCaller calls(String number, String script) {
        ListeningCaller caller =
                new ListeningCaller(work.resolve("caller" + callers.size()), number, tones);
        callers.add(caller);
        return caller.dials(server, script);
    }

    /** The call of a caller that a fact tells something of. */
    private JsonNode told(ListeningCaller caller, String type) {
        String call =
                hooks.taken().stream()
                        .filter(each -> each.type().equals("call.started"))
                        .filter(each ->
                                each.body()
                                        .path("data")
                                        .path("caller")
                                        .asString("")
                                        .equals(caller.number()))
                        .findFirst()
                        .orElseThrow()
                        .call();
        return hooks.await(type, call).body().path("data");
    }

    @Test
    void everyScenarioIsHeardAsItIsWritten() throws Exception { // CC09 to CC15, CC22, CC30, TJ08
        List<Runnable> together =
                List.of(
                        this::requestBecomesATicket,
                        this::orderIsFollowedUp,
                        this::questionIsAnswered,
                        this::complaintIsLeftAsAMessage,
                        this::timeIsBooked,
                        this::visitorHearsEnglish,
                        this::callerWithoutANumberIsVerified,
                        this::agentServesOneAfterTheOther,
                        () -> page.subList(1, page.size()).forEach(this::says));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> stories = together.stream().<Future<?>>map(threads::submit).toList();
            assertAll(stories.stream().map(story -> story::get));
        }
        server.tool("calendar", "close", "office", "--until", "2h");
        calls("+989120000113", "1003")
                .hears("complaints-heard", "opening-closed-now", "ticket-speak");
        assertThat(hooks.forged()).isEmpty();
    }

    private void requestBecomesATicket() {
        ListeningCaller caller = calls("+989120000106", "1006").hears("ticket-speak");
        caller.speaks(Duration.ofSeconds(3)).presses("#").hears("ticket-review").presses("1");
        caller.hears("ticket-number", "1", "4", "0", PromptTones.WORDS, "5", "1", "2");
        caller.isHungUpOn();
        JsonNode left = told(caller, "voicemail.left");
        assertThat(left.path("box").asString()).isEqualTo("tickets");
        String recording = left.path("recording").asString();
        JsonNode tagged = told(caller, "call.tagged");
        assertThat(tagged.path("value").asString()).isEqualTo("request:" + recording);
        assertThat(crm.asked())
                .anyMatch(asked ->
                        asked.startsWith("POST /tickets ")
                                && asked.contains("+989120000106")
                                && asked.contains(recording));
    }

    private void orderIsFollowedUp() {
        ListeningCaller caller = calls("+989120000104", "1004").hears("follow-order");
        caller.presses(ScenarioCrm.ORDER + "#").hears("follow-sent", "follow-day");
        caller.hears(PromptTones.WORDS, "follow-sum", "1", PromptTones.WORDS, "follow-more");
        caller.presses("1").hears("follow-order").presses("9999#").hears("follow-not-found");
        caller.hears("follow-more").presses("0").isHungUpOn();
        assertThat(told(caller, "ivr.input").path("outcome").asString())
                .as("never the keys")
                .isEqualTo("digits");
        assertThat(crm.asked())
                .contains("GET /orders/" + ScenarioCrm.ORDER + "?phone=%2B989120000104 ");
    }

    private void questionIsAnswered() {
        ListeningCaller caller = calls("+989120000105", "1005").hears("questions-menu");
        caller.presses("1").hears("questions-address", "questions-menu");
        caller.presses("7").hears("sorry-no-match", "questions-menu").presses("0").isHungUpOn();
        assertThat(told(caller, "ivr.input").path("outcome").asString()).isEqualTo("1");
    }

    private void complaintIsLeftAsAMessage() {
        ListeningCaller caller = calls("+989120000103", "1003");
        caller.hears("complaints-heard", "complaints-menu").presses("1");
        caller.hearsAtLast("agents-busy"); // "connecting" begins if the floor takes its time
        caller.hears("ticket-speak");
        caller.speaks(Duration.ofSeconds(3)).hangsUp();
        assertThat(told(caller, "call.tagged").path("tag").asString()).isEqualTo("complaint");
        assertThat(told(caller, "voicemail.left").path("box").asString()).isEqualTo("tickets");
    }

    private void timeIsBooked() {
        ListeningCaller caller = calls("+989120000107", "1007");
        caller.hears("booking-greet", "booking-day").presses("1").hears("booking-time");
        caller.presses("2").hears("booking-chosen", PromptTones.WORDS, "booking-confirm");
        caller.presses("1").hears("booking-done", "3", "1", "4", "goodbye").isHungUpOn();
        assertThat(crm.asked())
                .anyMatch(asked ->
                        asked.startsWith("POST /bookings ")
                                && asked.contains("+989120000107")
                                && asked.contains("\"14:00\""));
    }

    private void visitorHearsEnglish() {
        ListeningCaller caller = calls("+989120000108", "1008");
        caller.hears("info-greet", "info-language").presses("2").hears("en/info-menu");
        caller.presses("1").hears("en/info-open", "en/info-menu");
        caller.presses("2").hears("en/info-programme", "en/info-menu").hangsUp();
    }

    private void callerWithoutANumberIsVerified() {
        ListeningCaller caller = calls("anonymous", "1010").hears("auth-number");
        caller.presses("40711#").hears("auth-pin").presses(ScenarioCrm.PIN + "#");
        caller.hears("auth-verified").isHungUpOn();
        assertThat(crm.asked())
                .anyMatch(asked ->
                        asked.startsWith("POST /pin ") && asked.contains("\"phone\":null"));
    }

    /** A caller whom an agent at home takes, one who buys, and one who is verified first. */
    private void agentServesOneAfterTheOther() {
        Baresip agent =
                Baresip.agent(
                        work.resolve("agent"),
                        "2001",
                        server.agentSecret("2001"),
                        server.sipPort(),
                        PromptTones.hello(work.resolve("agent.wav")));
        try (agent) {
            StoryFloor.awaitState(server, "2001", "available");
            ListeningCaller caller = calls("+989120000109", "1009").hears("remote-connecting");
            agent.await("CALL_ESTABLISHED", 1);
            StoryFloor.pause(TOLD_FROM_A_MACHINE);
            agent.hangUp();
            caller.hearsAtLast("goodbye").isHungUpOn();

            ListeningCaller buyer = calls("+989120000102", "1002").hears("sales-greet");
            buyer.hears("sales-menu").presses("1").hears("sales-offer", "sales-menu");
            buyer.presses("0").hearsAtLast(PromptTones.AGENT);
            ListeningCaller next = calls("+989120000113", "1002").hears("sales-greet");
            next.hears("sales-menu").presses("0");
            next.hearsAtLast(PromptTones.WORDS); // "you are first in line"
            agent.hangUp();
            buyer.hears("goodbye").isHungUpOn();
            next.hearsAtLast(PromptTones.AGENT);
            agent.hangUp();
            next.hears("goodbye").isHungUpOn();

            ListeningCaller owner = calls("+989120000101", "1001").hears("support-greet");
            owner.hears("support-menu").presses("3").hears("auth-pin");
            owner.presses(ScenarioCrm.PIN + "#").hears("auth-verified");
            owner.hearsAtLast(PromptTones.AGENT);
            agent.hangUp();
            owner.hears("goodbye").isHungUpOn();
            assertThat(told(owner, "call.tagged").path("tag").asString()).isEqualTo("verified");

            ListeningCaller visitor = calls("+989120000112", "1008").hears("info-greet");
            visitor.hears("info-language").presses("1").hears("info-menu").presses("0");
            visitor.hears("info-guide").hearsAtLast(PromptTones.AGENT);
            agent.hangUp();
            visitor.hears("goodbye").isHungUpOn();
        }
    }

    @Test
    void wrongPinsLockOutOverCallsAndAKilledServer() { // CC10
        ListeningCaller thief = calls("+989120000110", "1010").hears("auth-pin");
        thief.presses("1111#").hears("auth-wrong", "auth-pin");
        thief.presses("2222#").hears("auth-wrong", "auth-pin");
        thief.presses("3333#").hears("auth-refused").isHungUpOn();
        ListeningCaller member = calls("+989120000111", "1010").hears("auth-pin");
        member.presses("1111#").hears("auth-wrong", "auth-pin").presses(ScenarioCrm.PIN + "#");
        member.hears("auth-verified").isHungUpOn();

        server.kill();
        server = server.again();

        thief = calls("+989120000110", "1010").hears("auth-pin");
        thief.presses("4444#").hears("auth-wrong", "auth-pin");
        thief.presses("5555#").hears("auth-wrong", "auth-locked").isHungUpOn();
        calls("+989120000110", "1010").hears("auth-locked").isHungUpOn();
        member = calls("+989120000111", "1010").hears("auth-pin");
        member.presses(ScenarioCrm.PIN + "#").hears("auth-verified").isHungUpOn();
        assertThat(crm.asked())
                .as("what is asked of those who are locked out reaches nobody")
                .filteredOn(asked -> asked.matches("POST /pin .*\\+98912000011[01].*"))
                .hasSize(8);
    }
}
