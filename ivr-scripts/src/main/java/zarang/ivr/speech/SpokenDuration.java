package zarang.ivr.speech;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zarang.yaml.YamlMap;

/**
 * Spans of time in days, hours, minutes and seconds. Immutable, any thread.
 *
 * @param units from days on
 */
record SpokenDuration(List<Unit> units, SpokenNumbers numbers) {
    private static final List<String> NAMES = List.of("day", "hour", "minute", "second");
    private static final long[] SECONDS = {86_400, 3_600, 60, 1};

    /** A unit of time. */
    record Unit(long seconds, Counted counted) {}

    static Optional<SpokenDuration> read(YamlMap root, String language, SpokenNumbers numbers) {
        Optional<YamlMap> part = RulesReader.part(root, "duration", Set.copyOf(NAMES));
        if (part.isEmpty() || !RulesReader.hasAll(part.get(), NAMES)) {
            return Optional.empty();
        }
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            long seconds = SECONDS[i];
            Counted.read(part.get(), NAMES.get(i), language, numbers.rules())
                    .ifPresent(counted -> units.add(new Unit(seconds, counted)));
        }
        return units.size() < NAMES.size()
                ? Optional.empty()
                : Optional.of(new SpokenDuration(List.copyOf(units), numbers));
    }

    /**
     * @param span spoken without its sign, cut off to whole seconds
     * @param most how many units at most, from the largest that counts: what is smaller is left out
     */
    void say(Duration span, int most, List<String> prompts) {
        long left = Math.abs(span.toSeconds());
        int first = 0;
        while (first < units.size() - 1 && left < units.get(first).seconds()) {
            first++;
        }
        say(left, first, Math.min(units.size(), first + most), prompts);
    }

    /** Says the units from one on; the others after it where they are not zero. */
    private void say(long seconds, int unit, int end, List<String> prompts) {
        Unit spoken = units.get(unit);
        long rest = seconds % spoken.seconds();
        int next = unit + 1;
        while (next < end && rest < units.get(next).seconds()) {
            next++;
        }
        BigDecimal number = BigDecimal.valueOf(seconds / spoken.seconds());
        if (next >= end || rest == 0) {
            numbers.say(number, spoken.counted(), prompts);
            return;
        }
        int following = next;
        numbers.join(
                out -> numbers.say(number, spoken.counted(), out),
                out -> say(rest, following, end, out),
                prompts);
    }

    void vocabulary(SpokenPrompts words) {
        units.forEach(unit -> numbers.vocabulary(unit.counted(), words));
    }
}
