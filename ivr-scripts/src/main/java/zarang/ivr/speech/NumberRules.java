package zarang.ivr.speech;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zarang.ivr.speech.Phrase.Place;

/**
 * The rules by which a language speaks whole numbers, in the manner of Unicode's RBNF: a rule holds
 * from its base up to the next one's; {@code <} is the quotient by its divisor, {@code >} the rest,
 * {@code =} the number itself, each spoken by the rules it names. Immutable, any thread.
 *
 * <p>{@link RulesCheck} found that every number asked for has its rule and that speaking ends.
 */
final class NumberRules {
    /** A quadrillion less one; more is "more than". */
    static final long LIMIT = 999_999_999_999_999L;

    static final String QUOTIENT = "<";
    static final String REST = ">";
    static final String ITSELF = "=";

    /**
     * One rule.
     *
     * @param divisor at least 1, at most the base
     */
    record Rule(long base, long divisor, Phrase phrase) {
        boolean says(String place) {
            return phrase.hasPlace(p -> p.name().equals(place));
        }
    }

    /** Rules of one name, by ascending base. */
    static final class RuleSet {
        private final long[] bases;
        private final List<Rule> rules;

        RuleSet(SortedMap<Long, Rule> byBase) {
            bases = byBase.keySet().stream().mapToLong(Long::longValue).toArray();
            rules = List.copyOf(byBase.values());
        }

        List<Rule> rules() {
            return rules;
        }

        long first() {
            return bases[0];
        }

        /** The last number before the next rule; of the last rule the limit of all. */
        long end(int rule) {
            return rule + 1 < bases.length ? bases[rule + 1] - 1 : LIMIT;
        }

        Rule find(long number) {
            int found = Arrays.binarySearch(bases, number);
            return rules.get(found >= 0 ? found : Math.max(0, -found - 2));
        }
    }

    private final Map<String, RuleSet> sets;

    NumberRules(Map<String, RuleSet> sets) {
        this.sets = Map.copyOf(sets);
    }

    boolean has(String rules) {
        return sets.containsKey(rules);
    }

    /** The names of the rules. */
    Iterable<String> names() {
        return new TreeSet<>(sets.keySet());
    }

    /**
     * The rules of a name.
     *
     * @throws IllegalArgumentException there are none: a fault of the reader
     */
    RuleSet set(String name) {
        @Nullable RuleSet set = sets.get(name);
        if (set == null) {
            throw new IllegalArgumentException("no rules '" + name + "'");
        }
        return set;
    }

    /**
     * Adds the prompts for a number.
     *
     * @param number 0 to {@link #LIMIT}
     */
    void say(String rules, long number, List<String> prompts) {
        Rule rule = set(rules).find(number);
        rule.phrase().say(new Divided(this, number, rule.divisor()), prompts);
    }

    private record Divided(NumberRules all, long number, long divisor) implements Phrase.Places {
        @Override
        public boolean has(Place place) {
            return !place.name().equals(REST) || number % divisor != 0;
        }

        @Override
        public void say(Place place, List<String> prompts) {
            all.say(place.rules(), value(place.name(), number, divisor), prompts);
        }
    }

    private static long value(String place, long number, long divisor) {
        return switch (place) {
            case QUOTIENT -> number / divisor;
            case REST -> number % divisor;
            default -> number;
        };
    }

    /** The prompts that numbers up to {@code most} can ask for. */
    void vocabulary(String rules, long most, SpokenPrompts words) {
        if (!words.enter(rules, most)) {
            return;
        }
        RuleSet set = set(rules);
        for (int i = 0; i < set.rules().size() && set.rules().get(i).base() <= most; i++) {
            Rule rule = set.rules().get(i);
            long end = Math.min(set.end(i), most);
            words.add(
                    rule.phrase(),
                    place -> vocabulary(place.rules(), highest(place, rule, end), words));
        }
    }

    private static long highest(Place place, Rule rule, long end) {
        return place.name().equals(REST)
                ? Math.min(rule.divisor() - 1, end)
                : value(place.name(), end, rule.divisor());
    }
}
