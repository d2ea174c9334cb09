package zarang.ivr.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dial-plan as {@code extensions.conf} has it: contexts, in each the extensions, in each what is
 * done in turn.
 */
final class AsteriskPlan {
    private static final Pattern CONTEXT = Pattern.compile("\\[([A-Za-z0-9_.-]{1,79})\\].*");
    private static final Pattern EXTEN =
            Pattern.compile("exten\\s*=>?\\s*([^,]+),\\s*([^,(]+)(?:\\(([^)]*)\\))?\\s*,\\s*(.*)");
    private static final Pattern SAME =
            Pattern.compile("same\\s*=>?\\s*([^,(]+)(?:\\(([^)]*)\\))?\\s*,\\s*(.*)");
    private static final Pattern APPLICATION = Pattern.compile("(\\w+)\\s*(?:\\((.*)\\))?\\s*");

    /**
     * Something that is done.
     *
     * @param label of its priority; empty if it has none
     */
    record Doing(int line, String label, String application, String arguments) {
        /** Separated by commas, or by bars as of old. */
        List<String> parts() {
            String separator = arguments.contains(",") || !arguments.contains("|") ? "," : "\\|";
            return List.of(arguments.split(separator, -1)).stream().map(String::strip).toList();
        }
    }

    private final Map<String, Map<String, List<Doing>>> contexts = new LinkedHashMap<>();

    private AsteriskPlan() {}

    static AsteriskPlan parse(String text, FlowDraft draft) throws UnreadableScriptException {
        AsteriskPlan plan = new AsteriskPlan();
        String context = "";
        String exten = "";
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = uncommented(raw);
            Matcher head = CONTEXT.matcher(line);
            Matcher first = EXTEN.matcher(line);
            Matcher more = SAME.matcher(line);
            if (head.matches()) {
                context = head.group(1);
                exten = "";
            } else if (first.matches() && !context.isEmpty()) {
                exten = first.group(1).strip();
                plan.add(context, exten, number, first.group(3), first.group(4), draft);
            } else if (more.matches() && !exten.isEmpty()) {
                plan.add(context, exten, number, more.group(2), more.group(3), draft);
            } else if (!line.isEmpty()) {
                draft.leaveOut(number, line, "is no exten or same line of a context");
            }
        }
        if (plan.contexts.isEmpty()) {
            throw new UnreadableScriptException(
                    "is neither VoiceXML nor a dial-plan with exten lines");
        }
        return plan;
    }

    private static String uncommented(String line) {
        int comment = line.replace("\\;", "__").indexOf(';');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private void add(
            String context,
            String exten,
            int line,
            @Nullable String label,
            String application,
            FlowDraft draft) {
        Matcher call = APPLICATION.matcher(application);
        if (exten.startsWith("_")) {
            draft.leaveOut(line, exten, "patterns have no place in a menu: write the choices out");
        } else if (!call.matches()) {
            draft.leaveOut(line, application, "is no application");
        } else {
            contexts.computeIfAbsent(context, c -> new LinkedHashMap<>())
                    .computeIfAbsent(exten, e -> new ArrayList<>())
                    .add(
                            new Doing(
                                    line,
                                    label == null ? "" : label.strip(),
                                    call.group(1),
                                    call.group(2) == null ? "" : call.group(2)));
        }
    }

    Map<String, Map<String, List<Doing>>> contexts() {
        return contexts;
    }

    Optional<List<Doing>> doings(String context, String exten) {
        return Optional.ofNullable(contexts.getOrDefault(context, Map.of()).get(exten));
    }
}
