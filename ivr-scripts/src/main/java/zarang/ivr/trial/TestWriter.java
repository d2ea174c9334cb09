package zarang.ivr.trial;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zarang.call.PhoneNumber;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;

/** Writes what happened in a trial as a test that expects the same. */
public final class TestWriter {
    /** What the script did that a test should hold it to. */
    private static final Set<String> TOLD = Set.of("queue", "dial", "hang-up", "tag");

    private final List<String> lines = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    private TestWriter() {}

    /**
     * A file with one test.
     *
     * @param flow its name
     * @param test a sentence
     */
    public static String file(String flow, String test, TrialWorld world, Transcript transcript) {
        TestWriter writer = new TestWriter();
        transcript.entries().forEach(entry -> writer.add(entry.what()));
        writer.flush();
        StringBuilder text = new StringBuilder();
        text.append("flow: ").append(flow).append("\ntests:\n  ").append(quoted(test));
        text.append(":\n    given:\n");
        given(world)
                .forEach((key, value) ->
                        text.append("      ").append(key).append(": ").append(value).append('\n'));
        text.append("    lines:\n");
        writer.lines.forEach(line -> text.append("      - ").append(quoted(line)).append('\n'));
        return text.toString();
    }

    private void add(Happening what) {
        switch (what) {
            case Happening.Heard(String prompt) -> heard.add(prompt);
            case Happening.Acted acted -> act(acted);
            case Happening.Deed deed -> {
                if (TOLD.contains(deed.name())) {
                    flush();
                    lines.add("expect " + deed.words());
                }
            }
            case Happening.Entered entered -> {}
            case Happening.Came came -> {}
        }
    }

    /** What plays when somebody acts was not heard to its end. */
    private void act(Happening.Acted acted) {
        if (acted.during().isPresent() && !heard.isEmpty()) {
            heard.removeLast();
        }
        flush();
        lines.add(
                switch (acted.line()) {
                    case TrialLine.Press press ->
                            "press "
                                    + press.keys()
                                    + acted.during()
                                            .map(prompt -> " during " + prompt)
                                            .orElseGet(() -> at(acted));
                    case TrialLine.CallerHangsUp gone -> "hangs up";
                    case TrialLine.AgentAnswers agent -> "agent answers";
                    case TrialLine.Comes(String matter, String outcome) -> matter + " " + outcome;
                    case TrialLine.Hears hears -> hears.toString();
                    case TrialLine.PressDuring press -> press.toString();
                    case TrialLine.Wait wait -> wait.toString();
                    case TrialLine.ExpectDeed expect -> expect.toString();
                    case TrialLine.ExpectStep expect -> expect.toString();
                    case TrialLine.ExpectVariable expect -> expect.toString();
                });
    }

    private static String at(Happening.Acted acted) {
        return acted.quiet().isZero()
                ? ""
                : " at "
                        + BigDecimal.valueOf(acted.quiet().toMillis(), 3)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "s";
    }

    private void flush() {
        if (!heard.isEmpty()) {
            lines.add("hears " + String.join(" ", heard));
            heard.clear();
        }
    }

    private static Map<String, String> given(TrialWorld world) {
        Map<String, String> given = new TreeMap<>();
        given.put("caller", quoted(world.caller().map(PhoneNumber::e164).orElse("withheld")));
        given.put("dialled", quoted(world.dialled()));
        given.put("time", quoted(world.at().toString()));
        given.put(
                "member",
                switch (world.member()) {
                    case MemberLookup.Found(var member) ->
                            "{tier: "
                                    + quoted(member.tier().name())
                                    + ", points: "
                                    + member.points()
                                    + "}";
                    case MemberLookup.Unknown nobody -> "unknown";
                    case MemberLookup.Withheld hidden -> "withheld";
                    case MemberLookup.TimedOut late -> "timeout";
                    case MemberLookup.Failed failed -> "error";
                });
        if (!world.answers().isEmpty()) {
            List<String> answers = new ArrayList<>();
            new TreeMap<>(world.answers())
                    .forEach((name, each) -> answers.add(quoted(name) + ": " + answers(each)));
            given.put("answers", "{" + String.join(", ", answers) + "}");
        }
        return given;
    }

    private static String answers(List<ServiceAnswer> answers) {
        return answers.stream().map(TestWriter::answer).toList().toString();
    }

    private static String answer(ServiceAnswer answer) {
        return switch (answer) {
            case ServiceAnswer.TimedOut late -> "timeout";
            case ServiceAnswer.Failed failed -> "error";
            case ServiceAnswer.Given(var outcome, var values, Optional<?> caller) -> {
                List<String> written = new ArrayList<>();
                new TreeMap<>(values)
                        .forEach((name, value) -> written.add(quoted(name) + ": " + value(value)));
                yield written.isEmpty()
                        ? quoted(outcome)
                        : "{" + quoted(outcome) + ": {" + String.join(", ", written) + "}}";
            }
        };
    }

    private static String value(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Decimal number -> number.text();
            case ScriptValue.Many(var items) ->
                    items.stream().map(TestWriter::value).toList().toString();
            case ScriptValue.Text text -> quoted(text.text());
            case ScriptValue.Date day -> quoted(day.text());
            case ScriptValue.Money money -> quoted(money.text());
            case ScriptValue.YesNo yesNo -> yesNo.text();
            case ScriptValue.Digits keys -> quoted(keys.text());
        };
    }

    /** A double-quoted YAML scalar, which can hold anything. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        quoted.append('\\').appendCodePoint(c);
                    } else if (Character.isISOControl(c)) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                });
        return quoted.append('"').toString();
    }
}
