package zarang.api.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.IfMatch;
import zarang.api.settings.SettingsAtWork.Outcome;
import zarang.api.settings.SettingsAtWork.Setting;
import zarang.call.fact.Subject;

/** Shows and sets things of one kind: what is sent and answered is alike for all kinds. */
public final class SettingsOf {
    /** In the query: says what would change, and changes nothing. */
    public static final String DRY_RUN = "dry-run";

    /** No value is as long. */
    private static final int VALUE_MAX = 500;

    private final SettingsAtWork settings;
    private final Wording words;

    /** The words for things of a kind. */
    public interface Wording {
        /** As it is sent. */
        Object shown(Setting setting);

        /** What was changed, or would be, as it is sent. */
        Object changed(List<String> changes, Setting now);

        /** There is none of that name. */
        Problem.Refusal unknown(Subject place);

        /** What can be set of it, with an example. */
        String expected();
    }

    public SettingsOf(SettingsAtWork settings, Wording words) {
        this.settings = settings;
        this.words = words;
    }

    /** What is sent to set something. */
    record Wish(@Nullable Map<String, Object> settings) {}

    public CompletionStage<Answer> show(Subject place) {
        return setting(place).thenApply(now -> Answer.ok(words.shown(now)).tagged(now.mark()));
    }

    private CompletionStage<Setting> setting(Subject place) {
        return settings.one(place).thenApply(one -> one.orElseThrow(() -> words.unknown(place)));
    }

    private CompletionStage<String> mark(IfMatch seen, Subject place) {
        return seen.mark(() -> setting(place).thenApply(Setting::mark));
    }

    public CompletionStage<Answer> set(Subject place, Asked asked) {
        IfMatch seen = IfMatch.of(asked);
        Map<String, Optional<String>> values = values(asked.body(Wish.class).settings());
        boolean apply = !asked.flag(DRY_RUN);
        return mark(seen, place)
                .thenCompose(mark -> settings.set(place, values, mark, asked.by(), apply))
                .thenApply(outcome -> answer(place, outcome));
    }

    public CompletionStage<Answer> reset(Subject place, Asked asked) {
        IfMatch seen = IfMatch.given(asked).orElse(IfMatch.ANY);
        boolean apply = !asked.flag(DRY_RUN);
        return mark(seen, place)
                .thenCompose(mark -> settings.reset(place, mark, asked.by(), apply))
                .thenApply(outcome -> answer(place, outcome));
    }

    private Answer answer(Subject place, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var changes, var now) ->
                    Answer.ok(words.changed(changes, now)).tagged(now.mark());
            case Outcome.Unknown _ -> throw words.unknown(place);
            case Outcome.Wrong(var byKey) -> throw wrong(byKey).refusal();
            case Outcome.Overtaken(var now) ->
                    throw Problem.overtaken(
                                    "somebody else set it: look at current, and ask again with its"
                                            + " ETag",
                                    now.mark(),
                                    words.shown(now))
                            .refusal();
        };
    }

    private static Problem wrong(Map<String, String> byKey) {
        @Nullable Problem problem = null;
        for (Map.Entry<String, String> each : byKey.entrySet()) {
            String pointer = each.getKey().isEmpty() ? "/settings" : "/settings/" + each.getKey();
            problem =
                    problem == null
                            ? Problem.at(pointer, each.getValue())
                            : problem.and(
                                    new Problem.Fault(
                                            each.getValue(), pointer, null, null, null, null));
        }
        if (problem == null) {
            throw new IllegalArgumentException("nothing is wrong");
        }
        return problem;
    }

    private Map<String, Optional<String>> values(@Nullable Map<String, Object> sent) {
        if (sent == null || sent.isEmpty()) {
            throw Problem.expected("/settings", null, words.expected()).refusal();
        }
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        sent.forEach((key, value) -> values.put(key, value(key, value)));
        return values;
    }

    private static Optional<String> value(String key, @Nullable Object value) {
        String text =
                switch (value) {
                    case null -> null;
                    case String written -> written;
                    case Boolean flag -> flag.toString();
                    case Number number -> number.toString();
                    case List<?> items
                            when items.stream()
                                    .allMatch(item ->
                                            item instanceof String written
                                                    && !written.contains(",")) ->
                            items.stream().map(Object::toString).collect(Collectors.joining(","));
                    default ->
                            throw Problem.at(
                                            "/settings/" + key,
                                            "is of the wrong type: expected text, a number, true,"
                                                    + " false, a list of texts or null")
                                    .refusal();
                };
        if (text != null
                && (text.length() > VALUE_MAX || text.chars().anyMatch(Character::isISOControl))) {
            throw Problem.at(
                            "/settings/" + key,
                            "is longer than " + VALUE_MAX + " characters or more than one line")
                    .refusal();
        }
        return Optional.ofNullable(text);
    }
}
