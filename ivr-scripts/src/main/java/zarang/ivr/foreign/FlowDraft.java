package zarang.ivr.foreign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.ivr.foreign.ImportedFlow.LeftOut;

/** A flow that is being written: steps under names that hold to the language, and what is left. */
final class FlowDraft {
    /** The step that ends the call. */
    static final String END = "end";

    /** The prompt where nothing is to be heard. */
    static final String SILENCE = "silence";

    /** The prompt before a message. */
    static final String LEAVE_MESSAGE = "leave-message";

    private static final int STEPS_MAX = 500;
    private static final int SHOWN_MAX = 60;

    /** Words that YAML, or a reader of it, takes for something else than text. */
    private static final Set<String> NO_WORDS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    /**
     * A step.
     *
     * @param line of the foreign script
     * @param body YAML within braces, without them
     * @param targets where it can go on
     */
    private record Draft(int line, String body, List<String> targets) {}

    private final String flow;
    private final String language;
    private final Map<String, Draft> steps = new LinkedHashMap<>();
    private final ForeignNames names = new ForeignNames("step", Set.of(END));
    private final ForeignNames prompts = new ForeignNames("sound", Set.of(SILENCE, LEAVE_MESSAGE));
    private final Set<String> merged = new HashSet<>();
    private final Set<LeftOut> leftOut = new LinkedHashSet<>();
    private String start = END;
    private int line = 1;

    FlowDraft(String flow, String language) {
        this.flow = flow;
        this.language = language;
    }

    /** The name of the step for something of the foreign script; the same for the same. */
    String name(String foreign) {
        return names.of(foreign);
    }

    /** What is written next comes of this line. */
    void at(int foreign) {
        line = foreign;
    }

    /** The prompt for a sound file: {@code custom/welcome.wav} is {@code welcome}. */
    String prompt(String file) {
        String path = file.strip().replace('\\', '/').replaceFirst("\\.[A-Za-z0-9]{1,4}$", "");
        String base = path.substring(path.lastIndexOf('/') + 1);
        String name = prompts.of(path, base);
        if (prompts.isOther(base, name)) {
            leaveOut(line, file, "its sound is the prompt " + name);
        }
        return name;
    }

    /** The prompt for a text that a machine would speak. */
    String toRecord(int spokenIn, String text) {
        String name = prompts.of("say " + text, "text-" + spokenIn);
        leaveOut(spokenIn, text, "record it as the prompt " + name);
        return name;
    }

    /** The step is a part of another one: nobody misses it. */
    void merged(String step) {
        merged.add(step);
    }

    void start(String step) {
        start = step;
    }

    void step(String name, String body, List<String> targets) {
        steps.put(name, new Draft(line, body, List.copyOf(targets)));
    }

    /** A step that goes on at one other. */
    void step(String name, String body, String next) {
        step(name, body + ", next: " + word(next), List.of(next));
    }

    /** A menu: what is played, and where each choice leads. */
    void menu(String name, List<String> prompts, String more, Map<String, String> on) {
        StringBuilder body = new StringBuilder("menu: " + list(prompts) + more + ", on: {");
        List<String> ways = new ArrayList<>();
        on.forEach((choice, target) -> ways.add("\"" + choice + "\": " + word(target)));
        body.append(String.join(", ", ways)).append('}');
        step(name, body.toString(), List.copyOf(on.values()));
    }

    static String list(List<String> prompts) {
        return "[" + String.join(", ", prompts.stream().map(FlowDraft::word).toList()) + "]";
    }

    /** A name as YAML takes it for text. */
    static String word(String name) {
        return name.matches("[a-z].*") && !NO_WORDS.contains(name) ? name : '"' + name + '"';
    }

    void leaveOut(int line, String what, String why) {
        String shown = what.strip().replaceAll("\\p{Cntrl}", " ");
        leftOut.add(
                new LeftOut(
                        line,
                        shown.length() > SHOWN_MAX ? shown.substring(0, SHOWN_MAX) + "…" : shown,
                        why));
    }

    /** The flow: what the start leads to. */
    ImportedFlow flow() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String step = open.pop();
            if (reached.add(step)) {
                open.addAll(steps.getOrDefault(step, new Draft(1, "", List.of())).targets());
            }
        }
        StringBuilder text =
                new StringBuilder(
                        "flow: %s\nlanguage: %s\nstart: %s\nsteps:\n"
                                .formatted(word(flow), word(language), word(start)));
        int written = 0;
        for (Map.Entry<String, Draft> step : steps.entrySet()) {
            Draft draft = step.getValue();
            if (!reached.contains(step.getKey())) {
                if (!merged.contains(step.getKey())) {
                    leaveOut(draft.line(), step.getKey(), "no way leads to it");
                }
            } else if (++written < STEPS_MAX) {
                text.append("  %s: {%s}\n".formatted(word(step.getKey()), draft.body()));
            } else {
                leaveOut(draft.line(), step.getKey(), "a flow has " + STEPS_MAX + " steps at most");
            }
        }
        if (reached.contains(END)) {
            text.append("  ").append(END).append(": {hang-up: }\n");
        }
        return new ImportedFlow(
                text.toString(),
                leftOut.stream().sorted(Comparator.comparingInt(LeftOut::line)).toList());
    }
}
