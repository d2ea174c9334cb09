package zarang.ivr.foreign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private static final Pattern PRIORITY =
            Pattern.compile("([1-9][0-9]{0,5})|([ns])(?:\\+([0-9]{1,5}))?");
    private static final Pattern APPLICATION = Pattern.compile("(\\w+)\\s*(?:\\((.*)\\))?\\s*");

    private static final int LINE_MAX = 4096;

    /**
     * Something that is done.
     *
     * @param priority when, within its extension
     * @param label of its priority; empty if it has none
     */
    record Doing(int line, int priority, String label, String application, String arguments) {
        /** Separated by commas, or by bars as of old. */
        List<String> parts() {
            String separator = arguments.contains(",") || !arguments.contains("|") ? "," : "\\|";
            return List.of(arguments.split(separator, -1)).stream().map(String::strip).toList();
        }

        /** As it is written. */
        String shown() {
            return application + "(" + arguments + ")";
        }
    }

    private final Map<String, Map<String, List<Doing>>> contexts = new LinkedHashMap<>();
    private final FlowDraft draft;
    private String context = "";
    private String exten = "";

    /** Of the line before in this extension. */
    private int last;

    private AsteriskPlan(FlowDraft draft) {
        this.draft = draft;
    }

    static AsteriskPlan parse(String text, FlowDraft draft) throws UnreadableScriptException {
        AsteriskPlan plan = new AsteriskPlan(draft);
        boolean comment = false;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.startsWith(";--") && !line.startsWith(";---")) {
                comment = true;
            }
            if (comment) {
                comment = !line.endsWith("--;");
            } else if (line.length() > LINE_MAX) {
                draft.leaveOut(number, line, "is longer than " + LINE_MAX + " characters");
            } else {
                plan.take(number, uncommented(line));
            }
        }
        plan.contexts
                .values()
                .forEach(extens ->
                        extens.values()
                                .forEach(doings ->
                                        doings.sort(Comparator.comparingInt(Doing::priority))));
        if (plan.contexts.isEmpty()) {
            throw new UnreadableScriptException(
                    "is neither VoiceXML nor a dial-plan with exten lines");
        }
        return plan;
    }

    private void take(int number, String line) {
        Matcher head = CONTEXT.matcher(line);
        Matcher first = EXTEN.matcher(line);
        Matcher more = SAME.matcher(line);
        if (line.startsWith("[")) {
            context = head.matches() ? head.group(1) : "";
            exten = "";
            if (context.isEmpty()) {
                draft.leaveOut(
                        number, line, "is no name of a context: letters, digits, _, - and .");
            }
        } else if (first.matches() && !context.isEmpty()) {
            if (!exten.equals(first.group(1).strip())) {
                exten = first.group(1).strip();
                last = doings(context, exten).map(done -> done.getLast().priority()).orElse(0);
            }
            add(number, first.group(2).strip(), first.group(3), first.group(4));
        } else if (more.matches() && !exten.isEmpty()) {
            add(number, more.group(1).strip(), more.group(2), more.group(3));
        } else if (!line.isEmpty()) {
            draft.leaveOut(number, line, "is no exten or same line of a context");
        }
    }

    private static String uncommented(String line) {
        int comment = line.replace("\\;", "__").indexOf(';');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private void add(int line, String when, @Nullable String label, String application) {
        Matcher call = APPLICATION.matcher(application);
        OptionalInt priority = priority(when);
        if (exten.startsWith("_")) {
            draft.leaveOut(line, exten, "patterns have no place in a menu: write the choices out");
        } else if (priority.isEmpty()) {
            draft.leaveOut(line, when, "is no priority that is known here");
        } else if (!call.matches()) {
            draft.leaveOut(line, application, "is no application");
        } else {
            last = priority.getAsInt();
            List<Doing> doings =
                    contexts.computeIfAbsent(context, c -> new LinkedHashMap<>())
                            .computeIfAbsent(exten, e -> new ArrayList<>());
            Doing doing =
                    new Doing(
                            line,
                            last,
                            label == null ? "" : label.strip(),
                            call.group(1),
                            call.group(2) == null ? "" : call.group(2));
            if (doings.stream().anyMatch(each -> each.priority() == last)) {
                draft.leaveOut(line, doing.shown(), "priority " + last + " is there already");
            } else {
                doings.add(doing);
            }
        }
    }

    /** {@code 3}, {@code n}, {@code n+2}, {@code s}. */
    private OptionalInt priority(String written) {
        Matcher words = PRIORITY.matcher(written);
        if (!words.matches()) {
            return OptionalInt.empty();
        }
        if (words.group(1) != null) {
            return OptionalInt.of(Integer.parseInt(words.group(1)));
        }
        int plus = words.group(3) == null ? 0 : Integer.parseInt(words.group(3));
        return OptionalInt.of(last + (words.group(2).equals("n") ? 1 : 0) + plus);
    }

    /** Where an extension goes on after one of its doings; -1 if it ends there. */
    static int next(List<Doing> doings, int at) {
        return at + 1 < doings.size()
                        && doings.get(at + 1).priority() == doings.get(at).priority() + 1
                ? at + 1
                : -1;
    }

    Map<String, Map<String, List<Doing>>> contexts() {
        return contexts;
    }

    Optional<List<Doing>> doings(String context, String exten) {
        return Optional.ofNullable(contexts.getOrDefault(context, Map.of()).get(exten));
    }
}
