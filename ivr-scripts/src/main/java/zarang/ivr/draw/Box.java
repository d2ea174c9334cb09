package zarang.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import zarang.ivr.model.Flow;
import zarang.ivr.step.Step;
import zarang.ivr.step.StepName;

/**
 * What stands for a step.
 *
 * @param name the step's, or a number for a signpost; empty for the place where calls come in
 * @param lines below the name: the verb, whom it asks, what is heard
 * @param tip all that is heard, for whoever points at it
 */
record Box(String name, Kind kind, List<String> lines, String tip) {
    private static final int PROMPTS_SHOWN = 3;
    private static final int LINE_MAX = 34;

    /** How it looks. */
    enum Kind {
        START,
        SIGNPOST,
        QUIET,
        AUDIBLE,
        QUEUE,
        LAST
    }

    Box {
        lines = List.copyOf(lines);
    }

    static List<Box> of(Flow flow) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box("", Kind.START, List.of(), ""));
        flow.steps().values().forEach(step -> boxes.add(of(step)));
        return boxes;
    }

    /** Names the step where the flow goes on. */
    static Box signpost(int number, String target) {
        return new Box("#" + number, Kind.SIGNPOST, List.of("→ " + target), "");
    }

    private static Box of(Step step) {
        List<String> lines = new ArrayList<>();
        lines.add(cut(verb(step)));
        List<String> prompts = step.prompts().stream().distinct().toList();
        prompts.stream().limit(PROMPTS_SHOWN).forEach(prompt -> lines.add(cut("♪ " + prompt)));
        if (prompts.size() > PROMPTS_SHOWN) {
            lines.add("♪ … +" + (prompts.size() - PROMPTS_SHOWN));
        }
        return new Box(step.name(), kind(step), lines, String.join("\n", prompts));
    }

    /** What it does, and with what of the house. */
    private static String verb(Step step) {
        List<String> words = new ArrayList<>(List.of(step.verb().name()));
        step.names().stream().map(StepName::name).distinct().forEach(words::add);
        return String.join(" ", words);
    }

    private static Kind kind(Step step) {
        if (step.exits().isEmpty()) {
            return Kind.LAST;
        }
        if (!step.names(StepName.Kind.QUEUE).isEmpty()) {
            return Kind.QUEUE;
        }
        return step.audible() ? Kind.AUDIBLE : Kind.QUIET;
    }

    private static String cut(String line) {
        int points = line.codePointCount(0, line.length());
        return points <= LINE_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LINE_MAX - 1)) + "…";
    }
}
