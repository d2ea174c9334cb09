package zarang.ivr.load;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.ivr.model.MenuDigits;
import zarang.ivr.model.MenuTries;
import zarang.ivr.model.Step;
import zarang.ivr.model.Variable;
import zarang.yaml.Nearest;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/**
 * Makes a typed step of one that holds to the schema. What the schema cannot say (ranges of
 * durations, variables) becomes a finding here, and the step takes the default.
 */
final class StepReader {
    private static final Duration LOOKUP_MIN = Duration.ofMillis(10);
    private static final Duration LOOKUP_MAX = Duration.ofSeconds(5);
    private static final Duration LOOKUP_DEFAULT = Duration.ofMillis(150);
    private static final Duration WAIT_MIN = Duration.ofMillis(100);
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);
    private static final Duration FIRST_MIN = Duration.ofMillis(500);
    private static final Duration FIRST_MAX = Duration.ofMinutes(1);
    private static final Duration BETWEEN_MIN = Duration.ofMillis(200);
    private static final Duration BETWEEN_MAX = Duration.ofSeconds(30);

    private final String name;
    private final YamlMap source;

    private StepReader(String name, YamlMap source) {
        this.name = name;
        this.source = source;
    }

    static Step read(String name, YamlMap source) {
        return new StepReader(name, source).read();
    }

    private Step read() {
        if (source.has("answer")) {
            return new Step.Answer(name, next());
        } else if (source.has("play")) {
            return new Step.Play(name, prompts("play"), yes("barge-in", false), next());
        } else if (source.has("say")) {
            return say();
        } else if (source.has("menu")) {
            return menu();
        } else if (source.has("lookup")) {
            return lookUp();
        } else if (source.has("say-points")) {
            return sayPoints();
        } else if (source.has("say-number")) {
            return new Step.SayNumber(name, number(), prompts("before"), prompts("after"), next());
        } else if (source.has("queue")) {
            return queue();
        } else if (source.has("goto")) {
            return new Step.GoTo(name, text("goto"));
        } else if (source.has("wait")) {
            Duration span = source.duration("wait", WAIT_MIN, WAIT_MAX).orElse(WAIT_MIN);
            return new Step.Wait(name, span, next());
        }
        return new Step.HangUp(name, cause());
    }

    private Step say() {
        Map<String, String> byValue = new LinkedHashMap<>();
        YamlMap written = source.map("say").orElseThrow();
        written.keys()
                .forEach(value -> byValue.put(value, LoadedFlow.promptName(text(written, value))));
        String fallback = byValue.remove("default");
        return new Step.Say(
                name,
                variable("by", Variable.MEMBER_TIER),
                byValue,
                fallback == null ? "" : fallback,
                yes("barge-in", false),
                next());
    }

    private Step menu() {
        Map<String, String> choices = outcomes();
        String noInput = choices.remove("no-input");
        String noMatch = choices.remove("no-match");
        Optional<YamlMap> sorry = source.map("sorry");
        return new Step.Menu(
                name,
                prompts("menu"),
                source.map("digits").map(StepReader::digits).orElse(MenuDigits.DEFAULT),
                source.map("tries").map(StepReader::tries).orElse(MenuTries.DEFAULT),
                yes("flush", false),
                sorry.flatMap(s -> s.text("no-input")).map(LoadedFlow::promptName),
                sorry.flatMap(s -> s.text("no-match")).map(LoadedFlow::promptName),
                choices,
                noInput == null ? "" : noInput,
                noMatch == null ? "" : noMatch);
    }

    private static MenuDigits digits(YamlMap written) {
        MenuDigits usual = MenuDigits.DEFAULT;
        return new MenuDigits(
                written.duration("first-within", FIRST_MIN, FIRST_MAX).orElse(usual.firstWithin()),
                written.duration("between", BETWEEN_MIN, BETWEEN_MAX).orElse(usual.between()),
                written.bool("barge-in").orElse(usual.bargeIn()));
    }

    private static MenuTries tries(YamlMap written) {
        MenuTries usual = MenuTries.DEFAULT;
        return new MenuTries(
                written.integer("no-input", 1, 10).orElse(usual.noInput()),
                written.integer("no-match", 1, 10).orElse(usual.noMatch()),
                written.integer("total", 1, 10).orElse(usual.total()));
    }

    private Step lookUp() {
        YamlMap on = source.map("on").orElseThrow();
        return new Step.LookUp(
                name,
                source.duration("within", LOOKUP_MIN, LOOKUP_MAX).orElse(LOOKUP_DEFAULT),
                text(on, "found"),
                text(on, "unknown"),
                on.text("withheld"),
                text(on, "timeout"),
                text(on, "error"));
    }

    private Step sayPoints() {
        if (variable("say-points", Variable.MEMBER_POINTS) != Variable.MEMBER_POINTS) {
            source.refuse("say-points", "holds no points, expected member.points");
        }
        return new Step.SayPoints(
                name,
                prompt("before", "points-before"),
                prompt("after", "points-after"),
                prompt("no-member", "points-no-member"),
                prompt("withheld", "points-withheld"),
                prompt("unavailable", "points-unavailable"),
                source.text("unknown"),
                next());
    }

    private Step queue() {
        YamlMap on = source.map("on").orElseThrow();
        Optional<String> left = on.text("left-by-key");
        Optional<Character> key =
                source.get("leave-key").flatMap(node -> node.parsed("one key", StepReader::key));
        if (key.isPresent() && left.isEmpty()) {
            source.refuse("leave-key", "leads nowhere, expected the outcome left-by-key beside it");
        }
        return new Step.Queue(
                name,
                new QueueName(text("queue")),
                source.has("announce") ? prompts("announce") : List.of(),
                prompt("music", "hold-music"),
                left.isPresent() && key.isEmpty() ? Optional.of('*') : key,
                text(on, "answered"),
                text(on, "full"),
                text(on, "max-wait"),
                text(on, "no-agents"),
                left);
    }

    /** A hexadecimal key is a number to the schema, and no key. */
    private static Optional<Character> key(String written) {
        return written.length() == 1 ? Optional.of(written.charAt(0)) : Optional.empty();
    }

    private BigDecimal number() {
        return source.get("say-number")
                .flatMap(node -> node.parsed("a decimal number", StepReader::decimal))
                .orElse(BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> decimal(String written) {
        try {
            return Optional.of(new BigDecimal(written));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Cause cause() {
        return source.get("hang-up")
                .filter(node -> node instanceof YamlScalar s && s.kind() != YamlScalar.Kind.NOTHING)
                .flatMap(YamlNode::text)
                .map(text -> Cause.valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT)))
                .orElse(Cause.NORMAL_CLEARING);
    }

    private Variable variable(String key, Variable usual) {
        String written = text(key);
        Optional<Variable> variable = Variable.of(written);
        if (variable.isEmpty()) {
            source.get(key)
                    .ifPresent(node ->
                            node.refuse(
                                    "there is no variable '"
                                            + written
                                            + "'"
                                            + Nearest.hint(written, Variable.names())));
        }
        return variable.orElse(usual);
    }

    private Map<String, String> outcomes() {
        Map<String, String> outcomes = new LinkedHashMap<>();
        YamlMap on = source.map("on").orElseThrow();
        on.keys().forEach(key -> outcomes.put(key, text(on, key)));
        return outcomes;
    }

    private List<String> prompts(String key) {
        return source.texts(key).stream().map(LoadedFlow::promptName).toList();
    }

    private String prompt(String key, String usual) {
        return source.text(key).map(LoadedFlow::promptName).orElse(usual);
    }

    private boolean yes(String key, boolean usual) {
        return source.bool(key).orElse(usual);
    }

    private String next() {
        return text("next");
    }

    private String text(String key) {
        return text(source, key);
    }

    private static String text(YamlMap map, String key) {
        return map.text(key).orElse("");
    }
}
