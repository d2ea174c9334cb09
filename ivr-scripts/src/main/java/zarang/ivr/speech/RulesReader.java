package zarang.ivr.speech;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.yaml.Nearest;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/** Reads the parts that a language's rules are made of. What is wrong becomes a finding. */
final class RulesReader {
    private static final Pattern BASES =
            Pattern.compile("([0-9]{1,15})(?:-([0-9]{1,15}))?(?:/([0-9]{1,15}))?");

    /** Of one name, with those that a range stands for. */
    private static final int RULES_MAX = 2_000;

    private RulesReader() {}

    /** {@code rules}: names, each with rules by base. */
    static NumberRules numbers(YamlMap written) {
        Map<String, NumberRules.RuleSet> sets = new LinkedHashMap<>();
        written.values()
                .forEach((name, node) ->
                        node.map()
                                .map(RulesReader::rules)
                                .filter(rules -> !rules.isEmpty())
                                .ifPresent(
                                        rules -> sets.put(name, new NumberRules.RuleSet(rules))));
        NumberRules all = new NumberRules(sets);
        for (String name : all.names()) {
            YamlMap source = written.map(name).orElseThrow();
            RulesCheck.check(all, name, (base, message) -> refuse(source, base, message));
        }
        return all;
    }

    /** At the key that the rule with this base comes from. */
    private static void refuse(YamlMap source, long base, String message) {
        for (String key : source.keys()) {
            Matcher bases = BASES.matcher(key);
            if (bases.matches() && fromTo(bases)[0] <= base && base <= fromTo(bases)[1]) {
                source.refuse(key, message);
                return;
            }
        }
    }

    private static long[] fromTo(Matcher bases) {
        long from = Long.parseLong(bases.group(1));
        return new long[] {from, bases.group(2) == null ? from : Long.parseLong(bases.group(2))};
    }

    private static SortedMap<Long, NumberRules.Rule> rules(YamlMap source) {
        SortedMap<Long, NumberRules.Rule> rules = new TreeMap<>();
        source.values()
                .forEach((key, node) -> {
                    Matcher bases = BASES.matcher(key);
                    if (bases.matches()) {
                        node.text().ifPresent(text -> add(source, key, bases, text, rules));
                    } else {
                        source.refuse(key, "is no number such as 20, 0-19 or 20-90/10");
                    }
                });
        return rules;
    }

    private static void add(
            YamlMap source,
            String key,
            Matcher bases,
            String text,
            SortedMap<Long, NumberRules.Rule> rules) {
        long from = fromTo(bases)[0];
        long to = fromTo(bases)[1];
        long step = bases.group(3) == null ? 1 : Long.parseLong(bases.group(3));
        if (to < from || step < 1 || (to - from) / step + rules.size() >= RULES_MAX) {
            source.refuse(key, "is no range of at most " + RULES_MAX + " numbers");
            return;
        }
        for (long base = from; base <= to; base += step) {
            long divisor = bases.group(3) == null ? powerOfTen(base) : step;
            switch (PhraseReader.read(text.replace("#", Long.toString(base)))) {
                case PhraseReader.Result.Wrong(String message) -> {
                    source.refuse(key, message);
                    return;
                }
                case PhraseReader.Result.Read(Phrase phrase) -> {
                    if (divisor > Math.max(1, base)) {
                        source.refuse(key, "the divisor " + divisor + " is more than " + base);
                        return;
                    }
                    if (rules.put(base, new NumberRules.Rule(base, divisor, phrase)) != null) {
                        source.refuse(key, "has a second rule for " + base);
                        return;
                    }
                }
            }
        }
    }

    /** The highest power of ten that is not more; 1 below ten. */
    private static long powerOfTen(long number) {
        long power = 1;
        while (number / power >= 10) {
            power *= 10;
        }
        return power;
    }

    /**
     * A phrase with these places.
     *
     * @param most the highest number that a place can have, by its name
     */
    static Optional<Phrase> phrase(YamlNode node, NumberRules numbers, Map<String, Long> most) {
        Optional<String> text = node.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (PhraseReader.read(text.get())) {
            case PhraseReader.Result.Wrong(String message) -> {
                node.refuse(message);
                yield Optional.empty();
            }
            case PhraseReader.Result.Read(Phrase phrase) -> {
                boolean whole = !phrase.hasPlace(place -> isRefused(node, numbers, most, place));
                yield whole ? Optional.of(phrase) : Optional.empty();
            }
        };
    }

    private static boolean isRefused(
            YamlNode node, NumberRules numbers, Map<String, Long> most, Phrase.Place place) {
        if (!most.containsKey(place.name())) {
            node.refuse(
                    "there is no place {"
                            + place.name()
                            + "} here"
                            + Nearest.hint(place.name(), most.keySet()));
            return true;
        }
        if (!numbers.has(place.rules())) {
            node.refuse("there are no rules '" + place.rules() + "'");
            return true;
        }
        long asked = most.getOrDefault(place.name(), 0L);
        long spoken = RulesCheck.most(numbers, place.rules(), new HashSet<>());
        if (asked > spoken) {
            node.refuse(
                    "the rules '" + place.rules() + "' speak up to " + spoken + ", not " + asked);
            return true;
        }
        return false;
    }

    /** A phrase below a key that may be left out. */
    static Optional<Phrase> phrase(
            YamlMap map, String key, NumberRules numbers, Map<String, Long> most) {
        return map.get(key).flatMap(node -> phrase(node, numbers, most));
    }

    /** The name of a prompt below a key that may be left out. */
    static Optional<String> fragment(YamlMap map, String key) {
        Optional<YamlNode> node = map.get(key);
        Optional<Phrase> phrase = node.flatMap(n -> phrase(n, new NumberRules(Map.of()), Map.of()));
        if (phrase.isPresent()
                && phrase.get().parts().size() == 1
                && phrase.get().parts().getFirst() instanceof Phrase.Fragment(String prompt)) {
            return Optional.of(prompt);
        }
        if (phrase.isPresent()) {
            node.get().refuse("is not the name of one prompt");
        }
        return Optional.empty();
    }

    /** The part of a map that may be left out, with no other keys than these. */
    static Optional<YamlMap> part(YamlMap map, String key, Collection<String> keys) {
        Optional<YamlMap> part = map.map(key);
        part.ifPresent(p -> p.onlyKeys(keys));
        return part;
    }

    /** Says that keys lack, unless all of them are there. */
    static boolean hasAll(YamlMap map, List<String> keys) {
        boolean all = true;
        for (String key : keys) {
            all &= map.require(key, "it beside the other keys").isPresent();
        }
        return all;
    }
}
