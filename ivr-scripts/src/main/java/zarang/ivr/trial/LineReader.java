package zarang.ivr.trial;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.ivr.step.Shapes;
import zarang.ivr.variable.AsciiDigits;
import zarang.yaml.Nearest;

/** Reads the lines of a test. Any thread. */
public final class LineReader {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h)");
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,64}");
    private static final Pattern VARIABLE =
            Pattern.compile("([A-Za-z][A-Za-z0-9._-]{0,63}) *= *(.*)");
    private static final Map<String, Long> UNIT_MS =
            Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);
    private static final Duration LONGEST = Duration.ofHours(24);

    /** What the script can be expected to do. */
    private static final Set<String> DEEDS =
            Set.of("answer", "queue", "hang-up", "ask", "input", "tag", "leave-queue");

    private static final Set<String> OTHERS = Set.of("step", "variable");

    private LineReader() {}

    /** What came of reading a line. */
    public sealed interface Reading {
        record Read(TrialLine line) implements Reading {}

        /**
         * It is no line of a test.
         *
         * @param why what was found, and what is expected
         */
        record NotRead(String why) implements Reading {}
    }

    /** Reads a line: {@code press 2 at 4.9s}. */
    public static Reading read(String written) {
        List<String> words = words(written);
        if (words.isEmpty()) {
            return no("is empty, expected what the caller does or what must happen");
        }
        String first = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        return switch (first) {
            case "hears", "hear" -> hears(rest);
            case "press", "presses" -> press(rest);
            case "wait", "waits" -> waits(rest);
            case "hangs", "hang" -> only(rest, "up", first, new TrialLine.CallerHangsUp());
            case "agent" -> agent(rest);
            case "expect", "expects" -> expect(rest, written);
            default -> comes(first, rest);
        };
    }

    private static List<String> words(String written) {
        return List.of(written.strip().split("\\s+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Reading hears(List<String> rest) {
        if (rest.isEmpty()) {
            return no("hears what? expected prompts, such as: hears main-menu");
        }
        List<String> prompts =
                rest.stream()
                        .map(word -> word.equals("…") ? TrialLine.ANYTHING : word)
                        .map(Shapes::promptName)
                        .toList();
        return prompts.getLast().equals(TrialLine.ANYTHING)
                ? no("'...' leads to nothing, expected a prompt after it")
                : yes(new TrialLine.Hears(prompts));
    }

    private static Reading press(List<String> rest) {
        if (rest.isEmpty()) {
            return no("press what? expected keys of 0-9, *, #, A-D; a line with # needs quotes");
        }
        String keys = AsciiDigits.of(rest.getFirst());
        if (!KEYS.matcher(keys).matches()) {
            return no("found keys '" + rest.getFirst() + "', expected 0-9, *, #, A-D");
        }
        if (rest.size() == 1) {
            return yes(new TrialLine.Press(keys, Optional.empty()));
        }
        if (rest.size() == 3 && rest.get(1).equals("during")) {
            return yes(new TrialLine.PressDuring(keys, Shapes.promptName(rest.get(2))));
        }
        if (rest.size() == 3 && Set.of("at", "after").contains(rest.get(1))) {
            return span(rest.get(2))
                    .<Reading>map(at -> yes(new TrialLine.Press(keys, Optional.of(at))))
                    .orElseGet(() -> noSpan(rest.get(2)));
        }
        return no("expected keys alone, or: press 2 at 4.9s, or: press 2 during main-menu");
    }

    private static Reading waits(List<String> rest) {
        if (rest.size() != 1) {
            return no("wait how long? such as: wait 5s");
        }
        return span(rest.getFirst())
                .<Reading>map(span -> yes(new TrialLine.Wait(span)))
                .orElseGet(() -> noSpan(rest.getFirst()));
    }

    private static Reading agent(List<String> rest) {
        return switch (String.join(" ", rest)) {
            case "answers" -> yes(new TrialLine.AgentAnswers());
            case "hangs up" -> yes(new TrialLine.Comes(Matters.QUEUE, Matters.ANSWERED));
            default -> no("expected: agent answers, or: agent hangs up");
        };
    }

    private static Reading expect(List<String> rest, String written) {
        if (rest.isEmpty()) {
            return no("expect what? such as: expect queue sales");
        }
        String what = rest.getFirst();
        List<String> words = rest.subList(1, rest.size());
        return switch (what) {
            case "variable" -> variable(written);
            case "step" ->
                    words.size() == 1
                            ? yes(new TrialLine.ExpectStep(words.getFirst()))
                            : no("expect which step? such as: expect step main-menu");
            default -> {
                List<String> known = new ArrayList<>(DEEDS);
                known.addAll(Matters.names());
                yield known.contains(what)
                        ? yes(new TrialLine.ExpectDeed(what, words))
                        : no("found '" + what + "', expected one of " + deeds(what, known));
            }
        };
    }

    private static String deeds(String what, List<String> known) {
        List<String> all = new ArrayList<>(known);
        all.addAll(OTHERS);
        String names = String.join(", ", all.stream().distinct().sorted().toList());
        return names
                + Nearest.to(what, all).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    private static Reading variable(String written) {
        Matcher matcher = VARIABLE.matcher(written.strip().replaceFirst("^\\S+\\s+\\S+\\s*", ""));
        return matcher.matches()
                ? yes(new TrialLine.ExpectVariable(matcher.group(1), unquoted(matcher.group(2))))
                : no("expected a variable and its value, such as: expect variable order = 1234");
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() > 1
                        && "\"'".indexOf(value.charAt(0)) >= 0
                        && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** {@code queue full}: what the script waits for comes to an end. */
    private static Reading comes(String matter, List<String> rest) {
        Set<String> outcomes = Matters.outcomes(matter);
        if (outcomes.isEmpty()) {
            List<String> known =
                    new ArrayList<>(List.of("hears", "press", "wait", "hangs", "agent", "expect"));
            known.addAll(Matters.names());
            return no("found '" + matter + "'" + Nearest.hint(matter, known));
        }
        return rest.size() == 1 && outcomes.contains(rest.getFirst())
                ? yes(new TrialLine.Comes(matter, rest.getFirst()))
                : no("expected how it ends: " + String.join(", ", outcomes));
    }

    /** {@code 4.9s}, {@code 150ms}; up to a day. */
    static Optional<Duration> span(String written) {
        Matcher matcher = SPAN.matcher(AsciiDigits.of(written));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal ms =
                new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(UNIT_MS.getOrDefault(matcher.group(2), 1L)));
        Duration span = Duration.ofMillis(ms.longValue());
        return Optional.of(span).filter(d -> d.compareTo(LONGEST) <= 0);
    }

    private static Reading only(List<String> rest, String word, String first, TrialLine line) {
        return rest.equals(List.of(word)) ? yes(line) : no("expected: " + first + " " + word);
    }

    private static Reading noSpan(String written) {
        return no("found '" + written + "', expected a time such as 5s, 4.9s or 150ms; up to 24h");
    }

    private static Reading yes(TrialLine line) {
        return new Reading.Read(line);
    }

    private static Reading no(String why) {
        return new Reading.NotRead(why);
    }
}
