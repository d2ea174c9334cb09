package zarang.routing.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.WrittenNumber;
import zarang.call.engine.DialTarget;
import zarang.call.fact.CallDialled;
import zarang.call.journal.JournalEntry;
import zarang.call.plan.AgentCode;
import zarang.call.plan.DialPlan;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.Route;
import zarang.call.plan.SupervisedTalk;
import zarang.call.plan.SupervisionMode;
import zarang.call.script.NumberToRing;
import zarang.routing.calling.CallingRule.Hours;
import zarang.routing.calling.CallingSettings.Limits;

/** Who may call whom, and what a stolen password can cost. */
class CallingRulesTest {
    private static final AgentId ANN = new AgentId("2001");
    private static final AgentId BOB = new AgentId("2002");
    private static final CallTermination END =
            new CallTermination(Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "x");

    /** A Thursday. */
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    private final Random random = new Random(1);
    private Limits limits = new Limits(3, 2, 100, 10);

    private static CallingRule rule(String name, Set<AgentId> agents, String prefix) {
        return new CallingRule(
                name,
                agents,
                Set.of(),
                List.of(prefix),
                true,
                Hours.ALL_DAY,
                Set.of(),
                2,
                List.of("carrier"));
    }

    private final Map<String, String> kept = new TreeMap<>();

    private static CallingRule barred(String prefix) {
        return new CallingRule(
                "barred",
                Set.of(),
                Set.of(),
                List.of(prefix),
                false,
                Hours.ALL_DAY,
                Set.of(),
                0,
                List.of());
    }

    private CallingRules rules(CallingRule... rules) {
        return new CallingRules(
                new CallingSettings(
                        true,
                        Duration.ofSeconds(30),
                        List.of(rules),
                        limits,
                        new CallingSettings.Features(
                                new FeatureCodes(
                                        Optional.of("*1"), Optional.empty(), Optional.empty()),
                                Set.of("70", "71"),
                                Duration.ofMinutes(2),
                                new SupervisionSettings(
                                        Set.of(ANN),
                                        Map.of(
                                                SupervisionMode.LISTEN, "*81",
                                                SupervisionMode.WHISPER, "*82")),
                                new AgentCodes(
                                        Map.of(
                                                AgentCode.Kind.READY, "*51",
                                                AgentCode.Kind.PAUSE, "*53"))),
                        ZoneOffset.UTC),
                CallingRulesTest::number,
                () -> now,
                kept::put);
    }

    /** Iran: a trunk prefix of 0, and 00 for abroad. */
    private static Optional<PhoneNumber> number(WrittenNumber written) {
        String text = written.text();
        if (!text.matches("\\+?[0-9]{3,15}")) {
            return Optional.empty();
        }
        if (text.startsWith("+")) {
            return Optional.of(new PhoneNumber(text));
        }
        if (text.startsWith("00")) {
            return Optional.of(new PhoneNumber("+" + text.substring(2)));
        }
        return text.startsWith("0")
                ? Optional.of(new PhoneNumber("+98" + text.substring(1)))
                : Optional.empty();
    }

    private static DialPlan plan(CallingRules rules) {
        return rules.over(agent ->
                agent.equals(ANN) || agent.equals(BOB)
                        ? Optional.of(new DialTarget.Registered(agent.value()))
                        : Optional.empty());
    }

    private CallId call() {
        return CallId.next(now, random);
    }

    private Route route(CallingRules rules, AgentId agent, String dialled) {
        return plan(rules).route(call(), agent, dialled);
    }

    private void answered(CallingRules rules, CallId call) {
        rules.fact(
                new JournalEntry(
                        call + ".1",
                        call,
                        now,
                        new CallDialled(ANN, Optional.empty(), "answered")));
    }

    private static Route refused(Cause cause, String reason) {
        return new Route.Refused(cause, reason);
    }

    @Test
    void placesToParkAtComeBeforeAllElseAndCostNothing() {
        CallingRules rules = rules();
        assertThat(plan(rules).route(call(), ANN, "70"))
                .isEqualTo(new Route.Place("70", Duration.ofMinutes(2)));
        assertThat(plan(rules).route(call(), ANN, "72")).isInstanceOf(Route.Refused.class);
        assertThat(plan(rules).codes().transfer()).contains("*1");
        assertThat(rules.counts().open()).isZero();
    }

    @Test
    void colleaguesCallOneAnotherByExtensionAndNobodyOutsideWithoutARule() {
        CallingRules rules = rules();
        assertThat(route(rules, ANN, "2002"))
                .isEqualTo(
                        new Route.Colleague(
                                BOB, new DialTarget.Registered("2002"), Duration.ofSeconds(30)));
        assertThat(route(rules, ANN, "2001")).isEqualTo(refused(Cause.USER_BUSY, "own-number"));
        for (String outside : List.of("09121234567", "0044123456", "110", "", "\u0000", "+")) {
            assertThat(route(rules, ANN, outside)).isInstanceOf(Route.Refused.class);
        }
    }

    @Test
    void longestPrefixDecidesHoweverTheNumberIsWritten() {
        CallingRules rules =
                rules(
                        rule("iran", Set.of(), "+98"),
                        barred("+98909"),
                        rule("help", Set.of(), "110"));
        for (String written : List.of("09121234567", "00989121234567", "+989121234567")) {
            assertThat(route(rules, ANN, written))
                    .isEqualTo(
                            new Route.Outside(
                                    new DialTarget.Outside("+989121234567", List.of("carrier")),
                                    Duration.ofSeconds(30)));
            rules = rules(rule("iran", Set.of(), "+98"), barred("+98909"));
        }
        for (String written : List.of("09091234567", "00989091234567", "+989091234567")) {
            assertThat(route(rules, ANN, written))
                    .isEqualTo(refused(Cause.CALL_REJECTED, "forbidden"));
        }
        assertThat(route(rules(rule("help", Set.of(), "110")), ANN, "110"))
                .isInstanceOf(Route.Outside.class);
        assertThat(route(rules, ANN, "00881234567"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "no-rule"));
    }

    private static Route outside() {
        return new Route.Outside(
                new DialTarget.Outside("+989121234567", List.of("carrier")),
                Duration.ofSeconds(30));
    }

    /** Somebody has stolen a password: what it costs is stopped while calls run. */
    @Test
    void whatIsSetOtherwiseCountsFromTheNextCallOnAndWhatWasSpentStaysSpent() {
        CallingRules rules = rules(rule("iran", Set.of(), "+98"));
        DialPlan plan = plan(rules);
        CallId first = call();
        assertThat(plan.route(first, ANN, "09121234567")).isEqualTo(outside());
        answered(rules, first);
        now = now.plus(Duration.ofMinutes(4));
        rules.ended(first, END);
        CallingSettings was = rules.settings();
        CallingRules barred = rules(rule("iran", Set.of(), "+98"), barred("+98912"));
        assertThat(CallingDifference.between(was, barred.settings()))
                .containsExactly("calling.rules.barred: new");
        rules.set(barred.settings());
        assertThat(plan.route(call(), ANN, "09121234567"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "forbidden"));
        limits = new Limits(3, 2, 100, 8);
        CallingSettings dearer = rules(rule("iran", Set.of(BOB), "+98")).settings();
        assertThat(CallingDifference.between(rules.settings(), dearer))
                .containsExactly(
                        "calling.rules.barred: taken away",
                        "calling.rules.iran: set otherwise",
                        "calling.spend-per-day-of-one 10 -> 8");
        rules.set(dearer);
        assertThat(plan.route(call(), ANN, "09121234567"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "no-rule"));
        rules.set(rules(rule("iran", Set.of(), "+98")).settings());
        assertThat(plan.route(call(), ANN, "09121234567"))
                .as("four minutes at two each")
                .isEqualTo(refused(Cause.CONGESTION, "spent"));
        assertThat(plan.route(call(), BOB, "09121234567")).isEqualTo(outside());
    }

    @Test
    void ruleIsForItsAgentsHoursAndDays() {
        CallingRule office =
                new CallingRule(
                        "office",
                        Set.of(ANN),
                        Set.of(),
                        List.of("+98"),
                        true,
                        new Hours(LocalTime.of(8, 0), LocalTime.of(20, 0)),
                        Set.of(DayOfWeek.THURSDAY),
                        1,
                        List.of("carrier"));
        assertThat(route(rules(office), ANN, "0912")).isInstanceOf(Route.Outside.class);
        assertThat(route(rules(office), BOB, "0912"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "no-rule"));
        now = Instant.parse("2026-11-26T20:00:00Z");
        assertThat(route(rules(office), ANN, "0912"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "hours"));
        now = Instant.parse("2026-11-27T10:00:00Z");
        assertThat(route(rules(office), ANN, "0912"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "hours"));
        Hours night = new Hours(LocalTime.of(22, 0), LocalTime.of(6, 0));
        assertThat(night.include(LocalTime.of(23, 0))).isTrue();
        assertThat(night.include(LocalTime.of(5, 59))).isTrue();
        assertThat(night.include(LocalTime.of(6, 0))).isFalse();
    }

    @Test
    void callsAtOnceAreBoundedForOneAndForAll() {
        CallingRules rules = rules(rule("iran", Set.of(), "+98"));
        CallId first = call();
        plan(rules).route(first, ANN, "0912");
        route(rules, ANN, "0912");
        assertThat(route(rules, ANN, "0912"))
                .isEqualTo(refused(Cause.CONGESTION, "too-many-calls"));
        assertThat(route(rules, BOB, "0912")).isInstanceOf(Route.Outside.class);
        assertThat(route(rules, BOB, "0912"))
                .isEqualTo(refused(Cause.CONGESTION, "too-many-calls"));
        rules.ended(first, END);
        assertThat(route(rules, BOB, "0912")).isInstanceOf(Route.Outside.class);
        assertThat(rules.counts().refused()).containsEntry("too-many-calls", 2L);
    }

    @Test
    void whatWasSpentTodayOutlivesARestartAndNothingElseDoes() {
        CallingRules before = rules(rule("iran", Set.of(), "+98"));
        CallId call = call();
        plan(before).route(call, ANN, "0912");
        answered(before, call);
        now = now.plusSeconds(241);
        before.ended(call, END);
        assertThat(kept).isEqualTo(Map.of("2001", "2026-11-26 10"));
        kept.put("2002", "2026-11-25 10");
        kept.put("2003", "2026-11-26 -7");
        kept.put("2004", "2026-11-26 much");
        CallingRules after = rules(rule("iran", Set.of(), "+98"));
        after.restore(Map.copyOf(kept));
        assertThat(after.counts().spent()).isEqualTo(10);
        assertThat(route(after, ANN, "0912")).isEqualTo(refused(Cause.CONGESTION, "spent"));
        assertThat(route(after, BOB, "0912")).isInstanceOf(Route.Outside.class);
    }

    @Test
    void dayIsSpentByMinutesBegunAndBeginsAnewAtMidnight() {
        CallingRules rules = rules(rule("iran", Set.of(), "+98"));
        CallId call = call();
        plan(rules).route(call, ANN, "0912");
        answered(rules, call);
        now = now.plusSeconds(241);
        rules.ended(call, END);
        assertThat(rules.counts().spent()).as("5 minutes at 2").isEqualTo(10);
        assertThat(route(rules, ANN, "0912")).isEqualTo(refused(Cause.CONGESTION, "spent"));
        assertThat(route(rules, BOB, "0912")).isInstanceOf(Route.Outside.class);
        now = now.plus(Duration.ofDays(1));
        assertThat(route(rules, ANN, "0912")).isInstanceOf(Route.Outside.class);
    }

    @Test
    void callsThatAreOnCountAgainstTheDayOfAll() {
        limits = new Limits(10, 10, 6, 1000);
        CallingRules rules = rules(rule("iran", Set.of(), "+98"));
        CallId call = call();
        plan(rules).route(call, ANN, "0912");
        answered(rules, call);
        now = now.plusSeconds(121);
        assertThat(route(rules, BOB, "0912")).isEqualTo(refused(Cause.CONGESTION, "spent"));
    }

    @Test
    void callThatNobodyAnsweredCostsNothing() {
        CallingRules rules = rules(rule("iran", Set.of(), "+98"));
        CallId call = call();
        plan(rules).route(call, ANN, "0912");
        now = now.plusSeconds(60);
        rules.ended(call, END);
        assertThat(rules.counts()).isEqualTo(new CallingCounts(0, 0, rules.counts().refused()));
    }

    private static CallingRule forScript(String name, String prefix) {
        return new CallingRule(
                name,
                Set.of(),
                Set.of("hotline"),
                List.of(prefix),
                true,
                Hours.ALL_DAY,
                Set.of(),
                2,
                List.of("carrier"));
    }

    private Route byScript(CallingRules rules, CallId call, String dialled) {
        return plan(rules).routeOfScript(call, "hotline", new NumberToRing(dialled, false));
    }

    private void dialled(CallingRules rules, CallId call, String outcome) {
        rules.fact(
                new JournalEntry(
                        call + ".1",
                        call,
                        now,
                        CallDialled.byScript("hotline", Optional.empty(), outcome)));
    }

    @Test
    void scriptRingsAgentsAndOutsideOnlyWhereARuleNamesIt() {
        CallingRules ofAgents = rules(rule("iran", Set.of(), "+98"));
        assertThat(byScript(ofAgents, call(), "2002"))
                .isEqualTo(
                        new Route.Colleague(
                                BOB, new DialTarget.Registered("2002"), Duration.ofSeconds(30)));
        assertThat(byScript(ofAgents, call(), "0912"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "no-rule"));
        CallingRules ofScripts = rules(forScript("on-duty", "+98912"));
        assertThat(byScript(ofScripts, call(), "0912")).isInstanceOf(Route.Outside.class);
        assertThat(byScript(ofScripts, call(), "0935"))
                .isEqualTo(refused(Cause.CALL_REJECTED, "no-rule"));
        assertThat(route(ofScripts, ANN, "0912"))
                .as("a rule for scripts lets no agent out")
                .isEqualTo(refused(Cause.CALL_REJECTED, "no-rule"));
        assertThat(plan(ofScripts).routeOfScript(call(), "other", new NumberToRing("0912", false)))
                .isEqualTo(refused(Cause.CALL_REJECTED, "no-rule"));
    }

    @Test
    void whatACallerPressedLeadsToAnExtensionAndNeverOutside() {
        CallingRules rules = rules(forScript("all", "+"));
        assertThat(plan(rules).routeOfScript(call(), "hotline", new NumberToRing("0912", true)))
                .isEqualTo(refused(Cause.UNALLOCATED_NUMBER, "no-extension"));
        assertThat(plan(rules).routeOfScript(call(), "hotline", new NumberToRing("2001", true)))
                .isInstanceOf(Route.Colleague.class);
        assertThat(rules.counts().open()).isZero();
    }

    @Test
    void severalWhoRingForOneCallCountEachAndCostOnlyOneWhoAnswered() {
        CallingRules rules = rules(forScript("iran", "+98"));
        CallId call = call();
        byScript(rules, call, "0912");
        byScript(rules, call, "0912");
        byScript(rules, call, "0912");
        assertThat(byScript(rules, call, "0912"))
                .as("scripts are bounded by the limits of all, which is 3 here")
                .isEqualTo(refused(Cause.CONGESTION, "too-many-calls"));
        dialled(rules, call, "too-many-calls");
        assertThat(rules.counts().open()).isEqualTo(3);
        dialled(rules, call, "answered");
        dialled(rules, call, "cancelled");
        dialled(rules, call, "busy");
        assertThat(rules.counts().open()).isEqualTo(1);
        now = now.plusSeconds(61);
        rules.ended(call, END);
        assertThat(rules.counts().spent()).as("2 minutes at 2").isEqualTo(4);
        assertThat(kept).isEqualTo(Map.of("script:hotline", "2026-11-26 4"));
    }

    @Test
    void supervisorDialsACodeAndAnExtensionAndNobodyElseDoes() {
        DialPlan plan = plan(rules());
        assertThat(plan.supervised(ANN, "*822002"))
                .contains(new SupervisedTalk(BOB, SupervisionMode.WHISPER));
        assertThat(plan.supervised(ANN, "*812002"))
                .contains(new SupervisedTalk(BOB, SupervisionMode.LISTEN));
        assertThat(plan.supervised(ANN, "*832002")).as("no such code").isEmpty();
        assertThat(plan.supervised(ANN, "*82")).as("whose").isEmpty();
        assertThat(plan.supervised(BOB, "*822001")).as("no supervisor").isEmpty();
        assertThat(plan.supervisor(ANN)).isPresent();
        assertThat(plan.supervisor(BOB)).isEmpty();
    }

    @Test
    void codeForAnAgentsOwnStateMayHaveANumberBehindItWhereOneCounts() {
        DialPlan plan = plan(rules());
        assertThat(plan.ownState("*51")).contains(new AgentCode(AgentCode.Kind.READY, 0));
        assertThat(plan.ownState("*53")).contains(new AgentCode(AgentCode.Kind.PAUSE, 0));
        assertThat(plan.ownState("*532")).contains(new AgentCode(AgentCode.Kind.PAUSE, 2));
        assertThat(plan.ownState("*5312")).contains(new AgentCode(AgentCode.Kind.PAUSE, 12));
        assertThat(plan.ownState("*53123")).as("more than two digits").isEmpty();
        assertThat(plan.ownState("*53#")).isEmpty();
        assertThat(plan.ownState("*512")).as("nothing to count").isEmpty();
        assertThat(plan.ownState("*52")).as("no such code").isEmpty();
        assertThat(plan.ownState("2002")).isEmpty();
    }
}
