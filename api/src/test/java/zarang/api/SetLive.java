package zarang.api;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.settings.SettingsAtWork;
import zarang.call.AgentId;
import zarang.call.fact.Subject;
import zarang.routing.live.LivePlace;

/** Two queues, an agent and the floor; of each, a few keys can be set. */
final class SetLive implements SettingsAtWork {
    private static final Subject SALES = LivePlace.of(TwoQueues.SALES);
    private static final Subject SUPPORT = LivePlace.of(TwoQueues.SUPPORT);

    /** By what can be set: what the files say, by key. */
    private static final Map<Subject, Map<String, String>> FILES =
            Map.of(
                    SALES,
                    Map.of("wrap-up", "5s"),
                    SUPPORT,
                    Map.of("wrap-up", "5s"),
                    LivePlace.of(new AgentId("2001")),
                    Map.of("skills", "none"),
                    LivePlace.FLOOR,
                    Map.of("tier-preset", "none", "tier-offsets.gold", "5m"));

    private static final Set<String> UNWRITTEN = Set.of("skills");

    private final Map<Subject, SequencedMap<String, String>> live = new HashMap<>();
    private int changes;

    private Map<String, String> live(Subject place) {
        return live.getOrDefault(place, new LinkedHashMap<>());
    }

    private Setting setting(Subject place) {
        Map<String, String> inFiles = FILES.getOrDefault(place, Map.of());
        SequencedMap<String, String> values = new LinkedHashMap<>(inFiles);
        SequencedMap<String, String> files = new LinkedHashMap<>();
        live(place)
                .forEach((key, value) -> {
                    values.put(key, value);
                    files.put(key, inFiles.getOrDefault(key, "none"));
                });
        boolean set = !files.isEmpty();
        return new Setting(
                place,
                values,
                files,
                set ? Optional.of("api owner") : Optional.empty(),
                set ? Optional.of(Instant.parse("2026-03-21T08:00:00Z")) : Optional.empty(),
                "ab" + changes);
    }

    @Override
    public CompletionStage<List<Setting>> queues() {
        return CompletableFuture.completedStage(List.of(setting(SALES), setting(SUPPORT)));
    }

    @Override
    public CompletionStage<Optional<Setting>> one(Subject place) {
        return CompletableFuture.completedStage(
                Optional.of(place).filter(FILES::containsKey).map(this::setting));
    }

    @Override
    public CompletionStage<Outcome> set(
            Subject place,
            Map<String, Optional<String>> values,
            String mark,
            String by,
            boolean apply) {
        return CompletableFuture.completedStage(outcome(place, values, mark, apply));
    }

    private Outcome outcome(
            Subject place, Map<String, Optional<String>> values, String mark, boolean apply) {
        Map<String, String> known = FILES.get(place);
        if (known == null) {
            return new Outcome.Unknown();
        }
        if (!mark.isEmpty() && !mark.equals("ab" + changes)) {
            return new Outcome.Overtaken(setting(place));
        }
        SequencedMap<String, String> wrong = new LinkedHashMap<>();
        values.keySet().stream()
                .filter(key -> !known.containsKey(key) && !UNWRITTEN.contains(key))
                .forEach(key -> wrong.put(key, "unknown key"));
        if (!wrong.isEmpty()) {
            return new Outcome.Wrong(wrong);
        }
        if (apply) {
            changes++;
            SequencedMap<String, String> now =
                    live.computeIfAbsent(place, each -> new LinkedHashMap<>());
            values.forEach((key, value) ->
                    value.ifPresentOrElse(text -> now.put(key, text), () -> now.remove(key)));
        }
        return new Outcome.Done(List.of(LivePlace.words(place) + ": " + values), setting(place));
    }

    @Override
    public CompletionStage<Outcome> reset(Subject place, String mark, String by, boolean apply) {
        Map<String, Optional<String>> none = new LinkedHashMap<>();
        live(place).keySet().forEach(key -> none.put(key, Optional.empty()));
        return set(place, none, mark, by, apply);
    }
}
