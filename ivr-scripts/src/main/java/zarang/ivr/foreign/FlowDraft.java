package zarang.ivr.foreign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import zarang.ivr.foreign.ImportedFlow.LeftOut;

/** A flow that is being written: steps under names that hold to the language, and what is left. */
final class FlowDraft {
    /** The step that ends the call. */
    static final String END = "end";

    private static final int NAME_MAX = 32;
    private static final int STEPS_MAX = 500;
    private static final int SHOWN_MAX = 60;

    /**
     * A step.
     *
     * @param body YAML within braces, without them
     * @param targets where it can go on
     */
    private record Draft(String body, List<String> targets) {}

    private final String flow;
    private final String language;
    private final Map<String, Draft> steps = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>(Set.of(END));
    private final List<LeftOut> leftOut = new ArrayList<>();
    private String start = END;

    FlowDraft(String flow, String language) {
        this.flow = flow;
        this.language = language;
    }

    /** The name of the step for something of the foreign script; the same for the same. */
    String name(String foreign) {
        return names.computeIfAbsent(foreign, this::fresh);
    }

    private String fresh(String foreign) {
        String plain = plain(foreign);
        String name = plain;
        for (int i = 2; !taken.add(name); i++) {
            String number = "-" + i;
            name = plain.substring(0, Math.min(plain.length(), NAME_MAX - number.length()));
            name += number;
        }
        return name;
    }

    /** Small letters, digits and dashes. */
    static String plain(String foreign) {
        String plain =
                foreign.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        if (plain.isEmpty()) {
            return "step";
        }
        return plain.substring(0, Math.min(plain.length(), NAME_MAX));
    }

    /** The prompt for a sound file: {@code custom/welcome.wav} is {@code welcome}. */
    static String prompt(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return plain(name.replaceFirst("\\.[A-Za-z0-9]{1,4}$", ""));
    }

    void start(String step) {
        start = step;
    }

    void step(String name, String body, List<String> targets) {
        steps.put(name, new Draft(body, List.copyOf(targets)));
    }

    /** A step that goes on at one other. */
    void step(String name, String body, String next) {
        step(name, body + ", next: " + next, List.of(next));
    }

    /** A menu: what is played, and where each choice leads. */
    void menu(String name, List<String> prompts, String more, Map<String, String> on) {
        StringBuilder body = new StringBuilder("menu: " + list(prompts) + more + ", on: {");
        List<String> ways = new ArrayList<>();
        on.forEach((choice, target) -> ways.add("\"" + choice + "\": " + target));
        body.append(String.join(", ", ways)).append('}');
        step(name, body.toString(), List.copyOf(on.values()));
    }

    static String list(List<String> prompts) {
        return "[" + String.join(", ", prompts) + "]";
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
                open.addAll(steps.getOrDefault(step, new Draft("", List.of())).targets());
            }
        }
        StringBuilder text =
                new StringBuilder(
                        "flow: %s\nlanguage: %s\nstart: %s\nsteps:\n"
                                .formatted(flow, language, start));
        int written = 0;
        for (Map.Entry<String, Draft> step : steps.entrySet()) {
            if (reached.contains(step.getKey()) && ++written < STEPS_MAX) {
                text.append("  %s: {%s}\n".formatted(step.getKey(), step.getValue().body()));
            } else {
                leaveOut(1, step.getKey(), "no way leads to it, or there are too many steps");
            }
        }
        if (reached.contains(END)) {
            text.append("  ").append(END).append(": {hang-up: }\n");
        }
        leftOut.sort(Comparator.comparingInt(LeftOut::line));
        return new ImportedFlow(text.toString(), leftOut);
    }
}
