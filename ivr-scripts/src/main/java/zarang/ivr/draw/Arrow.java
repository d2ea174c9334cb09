package zarang.ivr.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.ivr.model.Flow;

/**
 * What leads from one step to another: all outcomes that do.
 *
 * @param from a step's name; empty for the place where calls come in
 * @param outcomes without {@code on.}; empty where there is only one way on
 */
record Arrow(String from, String to, List<String> outcomes) {
    private static final String OUTCOME = "on.";
    private static final int SHOWN = 12;
    private static final int IN_A_LINE = 3;

    Arrow {
        outcomes = List.copyOf(outcomes);
    }

    static List<Arrow> of(Flow flow) {
        List<Arrow> arrows = new ArrayList<>();
        arrows.add(new Arrow("", flow.start(), List.of()));
        flow.steps()
                .forEach((name, step) -> {
                    Map<String, List<String>> byTarget = new LinkedHashMap<>();
                    step.exits()
                            .forEach((exit, way) ->
                                    byTarget.computeIfAbsent(way.target(), t -> new ArrayList<>())
                                            .add(exit));
                    byTarget.forEach((target, exits) ->
                            arrows.add(new Arrow(name, target, outcomes(exits))));
                });
        return arrows;
    }

    private static List<String> outcomes(List<String> exits) {
        return exits.stream()
                .filter(exit -> exit.startsWith(OUTCOME))
                .map(exit -> exit.substring(OUTCOME.length()))
                .toList();
    }

    /** The outcomes in lines, some in each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int shown = Math.min(outcomes.size(), SHOWN);
        for (int at = 0; at < shown; at += IN_A_LINE) {
            lines.add(String.join(" · ", outcomes.subList(at, Math.min(at + IN_A_LINE, shown))));
        }
        if (outcomes.size() > SHOWN) {
            lines.add("… +" + (outcomes.size() - SHOWN));
        }
        return lines;
    }
}
