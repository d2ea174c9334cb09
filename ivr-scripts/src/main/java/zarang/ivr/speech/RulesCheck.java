package zarang.ivr.speech;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zarang.ivr.speech.NumberRules.Rule;
import zarang.ivr.speech.NumberRules.RuleSet;
import zarang.ivr.speech.Phrase.Place;

/**
 * Finds what is wrong with the rules of numbers: rules that are not there, numbers that would be
 * spoken as another, and speaking that would not end. One thread, one name of rules.
 */
final class RulesCheck {
    /** Takes what is found, at the rule with that base. */
    @FunctionalInterface
    interface Refusal {
        void at(long base, String message);
    }

    private final NumberRules all;
    private final String name;
    private final RuleSet set;
    private final Refusal refusal;

    private RulesCheck(NumberRules all, String name, Refusal refusal) {
        this.all = all;
        this.name = name;
        this.set = all.set(name);
        this.refusal = refusal;
    }

    static void check(NumberRules all, String name, Refusal refusal) {
        new RulesCheck(all, name, refusal).check();
    }

    private void check() {
        if (isEndless(name, new HashSet<>())) {
            refusal.at(set.first(), "'=' comes back to the same rules for ever");
            return;
        }
        for (int i = 0; i < set.rules().size(); i++) {
            rule(set.rules().get(i), i + 1 < set.rules().size() ? set.end(i) : -1);
        }
    }

    /**
     * @param end the last number it is asked for; -1 of the last rule
     */
    private void rule(Rule rule, long end) {
        boolean divides = rule.says(NumberRules.QUOTIENT) || rule.says(NumberRules.REST);
        boolean itself = rule.says(NumberRules.ITSELF);
        if (divides && (itself || rule.divisor() < 2)) {
            refusal.at(
                    rule.base(),
                    itself
                            ? "'=' stands beside '<' or '>'"
                            : "'<' and '>' need a divisor of 2 or more, such as 20/10");
            return;
        }
        if (rule.says(NumberRules.QUOTIENT) && !rule.says(NumberRules.REST)) {
            refusal.at(rule.base(), "says '<' and leaves out the rest, '>'");
            return;
        }
        if (!placesAreSpoken(rule, end < 0 ? rule.base() : end)) {
            return;
        }
        long reach = reach(rule, new HashSet<>());
        if (end > reach) {
            refusal.at(
                    rule.base(), "speaks " + (reach + 1) + " to " + end + " as if they were less");
        }
    }

    private boolean placesAreSpoken(Rule rule, long end) {
        @Nullable String fault = fault(rule.phrase(), rule, end, 0);
        if (fault != null) {
            refusal.at(rule.base(), fault);
        }
        return fault == null;
    }

    /**
     * @param least what the rest is at least, where it is spoken
     */
    private @Nullable String fault(Phrase phrase, Rule rule, long end, long least) {
        Set<String> once = new HashSet<>();
        for (Phrase.Part part : phrase.parts()) {
            String fault =
                    switch (part) {
                        case Phrase.Fragment fragment -> null;
                        case Phrase.Place place ->
                                once.add(place.name())
                                        ? fault(place, rule, end, least)
                                        : "says '" + place.name() + "' twice";
                        case Phrase.Either(Phrase then, Phrase otherwise) -> {
                            String inside = fault(then, rule, end, 1);
                            yield inside == null ? fault(otherwise, rule, end, 0) : inside;
                        }
                    };
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable String fault(Place place, Rule rule, long end, long least) {
        if (!List.of(NumberRules.QUOTIENT, NumberRules.REST, NumberRules.ITSELF)
                .contains(place.name())) {
            return "{" + place.name() + "} is no place of number rules, expected <, > or =";
        }
        if (!all.has(place.rules())) {
            return "there are no rules '" + place.rules() + "'";
        }
        long first =
                switch (place.name()) {
                    case NumberRules.QUOTIENT -> rule.base() / rule.divisor();
                    case NumberRules.REST -> least;
                    default -> rule.base();
                };
        long last =
                switch (place.name()) {
                    case NumberRules.QUOTIENT -> end / rule.divisor();
                    case NumberRules.REST -> rule.divisor() - 1;
                    default -> end;
                };
        long from = all.set(place.rules()).first();
        long to = most(all, place.rules(), new HashSet<>());
        return from > first || to < last
                ? "asks '%s' for %d to %d, which speaks %d to %d"
                        .formatted(place.rules(), first, last, from, to)
                : null;
    }

    /** The highest number that rules can speak. */
    static long most(NumberRules all, String name, Set<String> asked) {
        RuleSet set = all.set(name);
        return asked.add(name)
                ? new RulesCheck(all, name, (base, message) -> {})
                        .reach(set.rules().getLast(), asked)
                : NumberRules.LIMIT;
    }

    /** The highest number that a rule can speak, whatever rules follow it. */
    private long reach(Rule rule, Set<String> asked) {
        if (rule.says(NumberRules.ITSELF)) {
            return target(rule, NumberRules.ITSELF, asked);
        }
        if (rule.says(NumberRules.QUOTIENT)) {
            long quotients = target(rule, NumberRules.QUOTIENT, asked);
            return quotients >= NumberRules.LIMIT / rule.divisor()
                    ? NumberRules.LIMIT
                    : (quotients + 1) * rule.divisor() - 1;
        }
        return rule.says(NumberRules.REST)
                ? rule.base() - rule.base() % rule.divisor() + rule.divisor() - 1
                : rule.base();
    }

    private long target(Rule rule, String place, Set<String> asked) {
        long[] least = {NumberRules.LIMIT};
        rule.phrase()
                .hasPlace(p -> {
                    if (p.name().equals(place) && all.has(p.rules())) {
                        least[0] = Math.min(least[0], most(all, p.rules(), new HashSet<>(asked)));
                    }
                    return false;
                });
        return least[0];
    }

    private boolean isEndless(String rules, Set<String> above) {
        if (!above.add(rules)) {
            return true;
        }
        boolean endless =
                all.set(rules).rules().stream()
                        .anyMatch(rule ->
                                rule.phrase()
                                        .hasPlace(place ->
                                                place.name().equals(NumberRules.ITSELF)
                                                        && all.has(place.rules())
                                                        && isEndless(place.rules(), above)));
        above.remove(rules);
        return endless;
    }
}
