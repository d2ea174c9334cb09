package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.yaml.Finding;

/** Scripts that ask calendars and the outside: every outcome, what is taken, and what is not. */
class OutsideVerbsTest {
    private static final FlowCheck CHECK = new FlowCheck();
    private static final FlowTests TESTS =
            new FlowTests(TrialHouse.plain(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private static final TestFileReader READER = new TestFileReader(ZoneId.of("Asia/Tehran"));

    private static final String HOURS =
            """
            flow: t
            language: fa
            start: ask
            variables: {day: date}
            steps:
              ask: {hours: shop, on: {open: open, closed: closed, holiday: holiday}}
              open: {play: open, next: end}
              closed: {set: {day: hours.opens-date}, next: say}
              say: {say-date: day default call.date, before: opens-on, next: end}
              holiday: {play: holiday, next: end}
              end: {hang-up: }
            """;

    private static final String ORDER =
            """
            flow: t
            language: fa
            start: number
            variables: {order: digits, status: text, sum: money, eta: date, kind: text}
            steps:
              number:
                collect: ask-order
                into: order
                digits: {min: 3, max: 8}
                on: {digits: find, no-input: end, no-match: end}
              find:
                lookup: http
                url: "https://crm.example/orders/{order}"
                send: {phone: call.caller}
                take: {status: /status, sum: /sum, eta: /eta}
                within: 2s
                on: {found: how, not-found: no-such-order, timeout: late, error: sorry}
              how: {switch: status default 'none', on: {sent: sent, default: other}}
              sent: {say-money: sum, before: it-costs, next: end}
              other: {play: other, next: end}
              no-such-order: {play: no-such-order, next: end}
              late: {play: late, next: end}
              sorry: {play: sorry, next: end}
              end: {hang-up: }
            """;

    private static List<String> given(String flow, String given, String... lines) {
        FlowReport report = CHECK.check("t.yaml", flow, LintScope.NONE);
        assertThat(report.findings()).isEmpty();
        StringBuilder file = new StringBuilder("tests:\n  t:\n");
        file.append("    given: {").append(given).append("}\n    lines:\n");
        List.of(lines).forEach(line -> file.append("      - ").append(line).append('\n'));
        return TESTS
                .tests(List.of(report), List.of(READER.read("t.test.yaml", file.toString())))
                .findings()
                .stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void calendarLeadsByWhatItSaysAndWhatHasNoWayOfItsOwnIsClosed() {
        assertThat(given(HOURS, "answers: {calendar: open}", "expect ask calendar")).isEmpty();
        assertThat(given(HOURS, "answers: {ask: open}", "hears open")).isEmpty();
        assertThat(given(HOURS, "answers: {ask: holiday}", "hears holiday")).isEmpty();
        assertThat(
                        given(
                                HOURS,
                                "answers: {ask: {closed: {opens-date: 2026-03-22}}}",
                                "hears opens-on",
                                "expect variable day = 2026-03-22"))
                .isEmpty();
        assertThat(given(HOURS, "answers: {ask: closed-now}", "hears opens-on")).isEmpty();
        assertThat(given(HOURS, "answers: {ask: error}", "hears opens-on"))
                .as("a calendar that cannot be asked is closed")
                .isEmpty();
    }

    @Test
    void webTellsOfAnOrderAndWhatIsTakenHasItsType() {
        assertThat(
                        given(
                                ORDER,
                                "answers: {find: {found: {status: sent, sum: 250000, eta: 2026-04-01}}}",
                                "hears ask-order",
                                "\"press 4711#\"",
                                "hears it-costs",
                                "expect variable sum = 250000",
                                "expect variable eta = 2026-04-01"))
                .isEmpty();
        assertThat(
                        given(
                                ORDER,
                                "answers: {find: {found: {sum: 1}}}",
                                "\"press 4711#\"",
                                "hears other"))
                .as("what is not there is not known")
                .isEmpty();
    }

    /** A CRM with an Arabic keyboard, thousands in groups, and the clock of UTC. */
    @Test
    void whatIsTakenIsUnderstoodHoweverItIsWritten() {
        String flow =
                ORDER.replace("on: {sent: sent, default", "on: {ارسال\u200Cشده: sent, default");
        assertThat(
                        given(
                                flow,
                                "answers: {find: {found: {status: ارسال شده, sum:"
                                        + " \"\u200F\u06F2\u06F5\u06F0\u066C\u06F0\u06F0\u06F0\","
                                        + " eta: \"2026-03-31T21:00:00Z\"}}}",
                                "\"press 4711#\"",
                                "hears it-costs",
                                "expect variable sum = 250000",
                                "expect variable eta = 2026-04-01"))
                .isEmpty();
        for (String eta : List.of("1405-01-12T23:00:00", "2026-04-01 08:00:00", "۱۴۰۵/۱/۱۲")) {
            assertThat(
                            given(
                                    flow,
                                    "answers: {find: {found: {status: x, eta: \"" + eta + "\"}}}",
                                    "\"press 4711#\"",
                                    "hears other",
                                    "expect variable eta = 2026-04-01"))
                    .as(eta)
                    .isEmpty();
        }
        assertThat(
                        CHECK.check(
                                        "t.yaml",
                                        flow.replace(
                                                "default: other}",
                                                "ارسال شده: late, default: other}"),
                                        LintScope.NONE)
                                .findings())
                .singleElement()
                .asString()
                .contains("steps.how.on: has 'ارسال\u200Cشده' and 'ارسال شده', which are one text");
    }

    @Test
    void everyWayInWhichTheWebFailsHasItsOutcome() {
        assertThat(
                        given(
                                ORDER,
                                "answers: {find: not-found}",
                                "\"press 4711#\"",
                                "hears no-such-order"))
                .isEmpty();
        assertThat(given(ORDER, "answers: {find: timeout}", "\"press 4711#\"", "hears late"))
                .isEmpty();
        assertThat(given(ORDER, "answers: {find: error}", "\"press 4711#\"", "hears sorry"))
                .isEmpty();
        assertThat(
                        given(
                                ORDER,
                                "answers: {find: {found: {status: sent, sum: much}}}",
                                "\"press 4711#\"",
                                "hears sorry"))
                .as("a sum that is none is an error, not a guess")
                .isEmpty();
    }

    @Test
    void hostIsToldAndWhetherItTookItLeadsOn() {
        String flow =
                """
                flow: t
                language: fa
                start: tell
                steps:
                  tell:
                    webhook: "https://crm.example/complaints"
                    send: {phone: call.caller}
                    on: {sent: thanks, timeout: late, error: sorry}
                  thanks: {play: thanks, next: end}
                  late: {play: late, next: end}
                  sorry: {play: sorry, next: end}
                  end: {hang-up: }
                """;
        assertThat(given(flow, "answers: {tell: found}", "hears thanks")).isEmpty();
        assertThat(given(flow, "answers: {tell: sent}", "hears thanks")).isEmpty();
        assertThat(given(flow, "answers: {tell: timeout}", "hears late")).isEmpty();
        assertThat(given(flow, "answers: {tell: not-found}", "hears sorry")).isEmpty();
        assertThat(
                        CHECK.check(
                                        "t.yaml",
                                        flow.replace("crm.example/", "{call.dialled}/"),
                                        LintScope.NONE)
                                .findings())
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .contains("is no url with a host of its own");
    }

    @Test
    void priceWithAFractionIsAnErrorAndNotAnotherPrice() {
        String paid = "answers: {find: {found: {status: sent, sum: %s}}}";
        assertThat(given(ORDER, paid.formatted("1250000"), "\"press 4711#\"", "hears it-costs"))
                .isEmpty();
        assertThat(given(ORDER, paid.formatted("1250000.5"), "\"press 4711#\"", "hears sorry"))
                .isEmpty();
    }

    @Test
    void callerWhoHangsUpWhileTheWebIsAskedLeavesNothingBehind() {
        assertThat(
                        given(
                                ORDER,
                                "answers: {find: timeout}",
                                "\"press 4711#\"",
                                "expect ask http",
                                "hangs up"))
                .isEmpty();
    }

    @Test
    void lookUpWithoutTheOutcomeThatItsKindNeedsIsRefused() {
        assertThat(
                        CHECK.check(
                                        "t.yaml",
                                        ORDER.replace("not-found: no-such-order, ", "")
                                                .replace(
                                                        "  no-such-order: {play: no-such-order, next: end}\n",
                                                        ""),
                                        LintScope.NONE)
                                .findings())
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .contains("not-found");
    }
}
