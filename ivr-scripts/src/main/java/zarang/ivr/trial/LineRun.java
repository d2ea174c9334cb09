package zarang.ivr.trial;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.yaml.Nearest;

/**
 * Performs the lines of a test on a trial, one after the other. What was expected is looked for
 * from where the line before left off. One thread.
 */
public final class LineRun {
    private static final int TURNS_MAX = 100_000;

    /** Of these several may happen at once, in an order that a test should not hang on. */
    private static final List<String> UNORDERED = List.of("tag", "input", "ask", "answer");

    private final TrialCall call;
    private final Map<String, Integer> nextDeed = new HashMap<>();
    private int nextHeard;

    public LineRun(TrialCall call) {
        this.call = call;
    }

    /**
     * Performs a line. Gives what was expected and what was found instead; empty if all is well.
     */
    public Optional<String> perform(TrialLine line) {
        return switch (line) {
            case TrialLine.Hears(List<String> prompts) -> hears(prompts);
            case TrialLine.Press(String keys, Optional<Duration> at) -> press(keys, at);
            case TrialLine.PressDuring(String keys, String prompt) -> pressDuring(keys, prompt);
            case TrialLine.Wait(Duration span) -> waits(span);
            case TrialLine.CallerHangsUp gone -> hangsUp();
            case TrialLine.AgentAnswers agent -> agentAnswers();
            case TrialLine.Comes(String matter, String outcome) -> comes(matter, outcome);
            case TrialLine.ExpectDeed(String deed, List<String> words) -> expect(deed, words);
            case TrialLine.ExpectStep(String step) -> expectStep(step);
            case TrialLine.ExpectVariable(String variable, String value) ->
                    expectVariable(variable, value);
        };
    }

    private Optional<String> hears(List<String> prompts) {
        boolean skipping = false;
        for (String prompt : prompts) {
            if (prompt.equals(TrialLine.ANYTHING)) {
                skipping = true;
            } else {
                Optional<String> fault = hears(prompt, skipping);
                if (fault.isPresent()) {
                    return fault;
                }
                skipping = false;
            }
        }
        until(() -> call.playing().isEmpty() || isHeard(nextHeard));
        return Optional.empty();
    }

    private Optional<String> hears(String prompt, boolean skipping) {
        List<String> others = new ArrayList<>();
        while (until(() -> isHeard(nextHeard))) {
            String heard = heard(nextHeard).orElseThrow();
            if (heard.equals(prompt)) {
                nextHeard = index(nextHeard) + 1;
                return Optional.empty();
            }
            if (!skipping) {
                return Optional.of(
                        "expected to hear " + prompt + ", heard " + heard + meant(prompt, heard));
            }
            others.add(heard);
            nextHeard = index(nextHeard) + 1;
        }
        return Optional.of(
                "expected to hear "
                        + prompt
                        + (others.isEmpty() ? "" : ", heard " + String.join(" ", others))
                        + "; "
                        + rest());
    }

    private static String meant(String prompt, String heard) {
        return Nearest.to(prompt, List.of(heard)).isPresent() ? "; did you mean that?" : "";
    }

    private boolean isHeard(int from) {
        return heard(from).isPresent();
    }

    private Optional<String> heard(int from) {
        int index = index(from);
        return index < call.transcript().size()
                        && call.transcript().entries().get(index).what()
                                instanceof Happening.Heard(String prompt)
                ? Optional.of(prompt)
                : Optional.empty();
    }

    /** Of the first prompt that was heard, from there on; the end if there is none. */
    private int index(int from) {
        List<Transcript.Entry> entries = call.transcript().entries();
        int index = from;
        while (index < entries.size() && !(entries.get(index).what() instanceof Happening.Heard)) {
            index++;
        }
        return index;
    }

    private Optional<String> press(String keys, Optional<Duration> at) {
        if (at.isPresent()) {
            until(() -> call.playing().isEmpty());
            Duration left = at.get().minus(call.quiet());
            if (left.isNegative()) {
                return Optional.of(
                        "expected to press "
                                + seconds(at.get())
                                + " after the last thing that was heard or pressed, which is "
                                + seconds(call.quiet())
                                + " ago");
            }
            call.pass(left);
        }
        if (call.over() || call.callerGone()) {
            return Optional.of("expected to press " + keys + "; " + rest());
        }
        hearFromNowOn();
        call.press(keys);
        return Optional.empty();
    }

    private Optional<String> pressDuring(String keys, String prompt) {
        if (!until(() -> call.playing().filter(prompt::equals).isPresent())) {
            return Optional.of("expected to press " + keys + " during " + prompt + "; " + rest());
        }
        hearFromNowOn();
        call.pass(call.playingLeft().dividedBy(2));
        call.press(keys);
        return Optional.empty();
    }

    /** What began before somebody did something is not what is heard after it. */
    private void hearFromNowOn() {
        nextHeard = call.transcript().size();
    }

    private Optional<String> waits(Duration span) {
        call.pass(span);
        return Optional.empty();
    }

    private Optional<String> hangsUp() {
        if (call.over() || call.callerGone()) {
            return Optional.of("expected the caller to hang up; " + rest());
        }
        call.callerHangsUp();
        return Optional.empty();
    }

    private Optional<String> agentAnswers() {
        if (!until(() -> call.open().filter(Matters.QUEUE::equals).isPresent())) {
            return Optional.of("expected a queue, for an agent to answer; " + rest());
        }
        hearFromNowOn();
        call.agentAnswers();
        return Optional.empty();
    }

    private Optional<String> comes(String matter, String outcome) {
        if (!until(() -> call.open().filter(matter::equals).isPresent())) {
            return Optional.of("expected the script to come to '" + matter + "' first; " + rest());
        }
        ScriptEvent end = Matters.end(matter, outcome).orElseThrow();
        hearFromNowOn();
        call.comes(matter, end, outcome);
        return Optional.empty();
    }

    private Optional<String> expect(String deed, List<String> words) {
        boolean ordered = !UNORDERED.contains(deed);
        List<String> others = new ArrayList<>();
        int from = ordered ? nextDeed.getOrDefault(deed, 0) : 0;
        while (true) {
            int start = from;
            if (!until(() -> deed(deed, start) < call.transcript().size())) {
                return Optional.of(
                        "expected "
                                + wanted(deed, words)
                                + (others.isEmpty() ? "" : ", found " + String.join(", ", others))
                                + "; "
                                + rest());
            }
            int index = deed(deed, start);
            Happening.Deed found = (Happening.Deed) entry(index).what();
            if (holds(found.details(), words)) {
                nextDeed.put(deed, index + 1);
                if (ordered) {
                    nextHeard = Math.max(nextHeard, index + 1);
                }
                return Optional.empty();
            }
            if (ordered) {
                return Optional.of("expected " + wanted(deed, words) + ", found " + found.words());
            }
            others.add(found.words());
            from = index + 1;
        }
    }

    private static String wanted(String deed, List<String> words) {
        return new Happening.Deed(deed, words).words();
    }

    private Transcript.Entry entry(int index) {
        return call.transcript().entries().get(index);
    }

    private int deed(String name, int from) {
        List<Transcript.Entry> entries = call.transcript().entries();
        int index = from;
        while (index < entries.size()
                && !(entries.get(index).what() instanceof Happening.Deed deed
                        && deed.name().equals(name))) {
            index++;
        }
        return index;
    }

    /** Whether they hold these words in this order, with others between. */
    private static boolean holds(List<String> details, List<String> words) {
        int found = 0;
        for (String detail : details) {
            if (found < words.size() && words.get(found).equals(detail)) {
                found++;
            }
        }
        return found == words.size();
    }

    private Optional<String> expectStep(String step) {
        return until(() -> call.step().equals(step))
                ? Optional.empty()
                : Optional.of("expected step " + step + "; " + rest());
    }

    private Optional<String> expectVariable(String variable, String value) {
        ScriptValue found = call.variables().get(variable);
        if (found == null) {
            return Optional.of(
                    "expected "
                            + variable
                            + " = "
                            + value
                            + ", and it is not set"
                            + Nearest.hint(variable, call.variables().keySet()));
        }
        if (same(found.text(), value)) {
            return Optional.empty();
        }
        String shown =
                found instanceof ScriptValue.Digits ? "a secret of another value" : found.text();
        return Optional.of("expected " + variable + " = " + value + ", found " + shown);
    }

    private static boolean same(String found, String expected) {
        return found.equals(expected)
                || number(found)
                        .flatMap(a -> number(expected).map(b -> a.compareTo(b) == 0))
                        .orElse(false);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException no) {
            return Optional.empty();
        }
    }

    /** Goes on until it is so; false if it never is. */
    private boolean until(BooleanSupplier done) {
        for (int turns = 0; turns < TURNS_MAX; turns++) {
            if (done.getAsBoolean()) {
                return true;
            }
            if (!call.turn()) {
                return false;
            }
        }
        return false;
    }

    /** How the call stands, now that nothing more happens by itself. */
    private String rest() {
        if (call.ended()) {
            return "the script has ended the call";
        }
        if (call.callerGone()) {
            return "the caller has hung up";
        }
        return call.open()
                .map(matter ->
                        "the script waits: say how that ends, with "
                                + matter
                                + " and one of "
                                + String.join(", ", Matters.outcomes(matter)))
                .orElse("nothing more happens");
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.3fs", span.toMillis() / 1000.0);
    }
}
