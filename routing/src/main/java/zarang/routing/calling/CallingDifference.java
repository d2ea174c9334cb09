package zarang.routing.calling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import zarang.call.AgentId;
import zarang.call.Words;
import zarang.call.plan.FeatureCodes;

/** What is otherwise in some settings of whom agents may call, in the words of agents.yaml. */
public final class CallingDifference {
    private CallingDifference() {}

    /** One line for each thing that differs, such as {@code calling.rules.mobile: new}. */
    public static List<String> between(CallingSettings before, CallingSettings after) {
        List<String> lines = new ArrayList<>();
        Map<String, CallingRule> old = byName(before.rules());
        Map<String, CallingRule> now = byName(after.rules());
        old.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> lines.add("calling.rules." + name + ": taken away"));
        now.forEach((name, rule) -> {
            if (!rule.equals(old.get(name))) {
                lines.add(
                        "calling.rules."
                                + name
                                + (old.containsKey(name) ? ": set otherwise" : ": new"));
            }
        });
        Map<String, String> values = values(before);
        values(after)
                .forEach((key, value) -> {
                    String was = values.getOrDefault(key, "");
                    if (!value.equals(was)) {
                        lines.add("calling." + key + " " + was + " -> " + value);
                    }
                });
        return lines;
    }

    private static Map<String, CallingRule> byName(List<CallingRule> rules) {
        Map<String, CallingRule> byName = new LinkedHashMap<>();
        rules.forEach(rule -> byName.put(rule.name(), rule));
        return byName;
    }

    private static Map<String, String> values(CallingSettings of) {
        CallingSettings.Limits limits = of.limits();
        CallingSettings.Features features = of.features();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("colleagues", of.colleagues());
        values.put("ring-timeout", of.ringTimeout().toSeconds() + "s");
        values.put("at-once", limits.atOnce());
        values.put("at-once-of-one", limits.atOnceOfOne());
        values.put("spend-per-day", limits.spendPerDay());
        values.put("spend-per-day-of-one", limits.spendPerDayOfOne());
        values.put("park-at", new TreeSet<>(features.places()));
        values.put("parked-longest", features.parkedLongest().toSeconds() + "s");
        values.put("codes", codes(features.codes()));
        values.put(
                "supervisors",
                features.supervision().supervisors().stream()
                        .map(AgentId::value)
                        .sorted()
                        .toList());
        values.put("supervision-codes", byWord(features.supervision().codes()));
        values.put("state-codes", byWord(features.own().codes()));
        return values.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                each -> each.getValue().toString(),
                                (one, other) -> one,
                                LinkedHashMap::new));
    }

    private static Map<String, String> codes(FeatureCodes codes) {
        Map<String, String> written = new LinkedHashMap<>();
        codes.transfer().ifPresent(code -> written.put("transfer", code));
        codes.consult().ifPresent(code -> written.put("consult", code));
        codes.conference().ifPresent(code -> written.put("conference", code));
        return written;
    }

    private static Map<String, String> byWord(Map<? extends Enum<?>, String> codes) {
        Map<String, String> byWord = new TreeMap<>();
        codes.forEach((what, code) -> byWord.put(Words.of(what), code));
        return byWord;
    }
}
