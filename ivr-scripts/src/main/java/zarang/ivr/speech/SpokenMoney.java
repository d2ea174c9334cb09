package zarang.ivr.speech;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.yaml.YamlMap;

/**
 * Money, which is kept in rial, in the unit that people speak of: ten rials are a toman. What does
 * not make up a whole unit is spoken in rial after it. Immutable, any thread.
 *
 * @param units by name
 */
record SpokenMoney(Map<String, Unit> units, SpokenNumbers numbers) {
    private static final int RIALS_MAX = 1_000_000;

    /** A unit of money. */
    record Unit(long rials, Counted counted) {}

    static Optional<SpokenMoney> read(YamlMap root, String language, SpokenNumbers numbers) {
        Optional<YamlMap> money = root.map("money");
        if (money.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Unit> units = new LinkedHashMap<>();
        for (String name : money.get().keys()) {
            RulesReader.part(money.get(), name, Set.of("rials", "say"))
                    .flatMap(unit -> unit(unit, language, numbers.rules()))
                    .ifPresent(unit -> units.put(name, unit));
        }
        if (units.values().stream().noneMatch(unit -> unit.rials() == 1)) {
            money.get().refuse("money", "has no unit of 1 rial");
            return Optional.empty();
        }
        return Optional.of(new SpokenMoney(Map.copyOf(units), numbers));
    }

    private static Optional<Unit> unit(YamlMap written, String language, NumberRules rules) {
        written.require("rials", "how many rials it is");
        written.require("say", "a phrase with {number}");
        Optional<Integer> rials = written.integer("rials", 1, RIALS_MAX);
        Optional<Counted> counted = Counted.read(written, "say", language, rules);
        return rials.isPresent() && counted.isPresent()
                ? Optional.of(new Unit(rials.get(), counted.get()))
                : Optional.empty();
    }

    /**
     * @param unit in rial where there is none of that name
     */
    void say(long rials, String unit, List<String> prompts) {
        if (rials < 0) {
            numbers.around(
                    "minus", out -> say(-Math.max(rials, -Long.MAX_VALUE), unit, out), prompts);
            return;
        }
        Unit small = rial();
        Unit large = units.getOrDefault(unit, small);
        long whole = rials / large.rials();
        long rest = rials % large.rials();
        if (rest == 0 || numbers.isTooHigh(whole)) { // "more than" says enough
            say(whole, large, prompts);
        } else if (whole == 0) {
            say(rest, small, prompts);
        } else {
            numbers.join(out -> say(whole, large, out), out -> say(rest, small, out), prompts);
        }
    }

    private void say(long number, Unit unit, List<String> prompts) {
        numbers.say(BigDecimal.valueOf(number), unit.counted(), prompts);
    }

    private Unit rial() {
        return units.values().stream().filter(unit -> unit.rials() == 1).findFirst().orElseThrow();
    }

    void vocabulary(SpokenPrompts words) {
        units.values().forEach(unit -> numbers.vocabulary(unit.counted(), words));
    }
}
