package zarang.ivr.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zarang.ivr.foreign.AsteriskPlan.Doing;

/** Writes the contexts of a dial-plan as steps. What is not known is passed over, and told. */
final class AsteriskImport {
    private static final String CHOICE = "[0-9*#]{1,10}";
    private static final int CHOICES_MAX = 100;
    private static final int SOUNDS_MAX = 20;

    private final FlowDraft draft;
    private final ForeignNames calendars = new ForeignNames("times", Set.of());
    private final ForeignNames queues = new ForeignNames("queue", Set.of());
    private final ForeignNames boxes = new ForeignNames("box", Set.of());

    AsteriskImport(FlowDraft draft) {
        this.draft = draft;
    }

    void read(AsteriskPlan plan) {
        plan.contexts()
                .forEach((context, extens) ->
                        extens.forEach((exten, doings) -> {
                            for (int at = 0; at < doings.size(); at++) {
                                step(plan, context, exten, at);
                            }
                        }));
        Map.Entry<String, Map<String, List<Doing>>> first =
                plan.contexts().entrySet().stream()
                        .filter(context -> context.getValue().containsKey("s"))
                        .findFirst()
                        .orElseGet(() -> plan.contexts().entrySet().iterator().next());
        String exten =
                first.getValue().containsKey("s")
                        ? "s"
                        : first.getValue().keySet().iterator().next();
        draft.start(place(plan, first.getKey(), exten, 0));
    }

    /** The step for what is done there; beyond the end of an extension the call ends. */
    private String place(AsteriskPlan plan, String context, String exten, int at) {
        int length = plan.doings(context, exten).map(List::size).orElse(0);
        return at < 0 || at >= length
                ? FlowDraft.END
                : draft.name(context + "-" + exten + (at == 0 ? "" : "-" + (at + 1)));
    }

    private void step(AsteriskPlan plan, String context, String exten, int at) {
        List<Doing> doings = plan.doings(context, exten).orElse(List.of());
        Doing doing = doings.get(at);
        String name = place(plan, context, exten, at);
        String next = place(plan, context, exten, AsteriskPlan.next(doings, at));
        draft.at(doing.line());
        switch (doing.application().toLowerCase(Locale.ROOT)) {
            case "answer" -> draft.step(name, "answer: ", next);
            case "playback" -> draft.step(name, "play: " + prompts(doing), next);
            case "background" -> background(plan, context, exten, at);
            case "waitexten" -> menu(plan, context, name, List.of(FlowDraft.SILENCE), doing, next);
            case "wait" -> draft.step(name, "wait: " + seconds(doing, 1) + "s", next);
            case "goto" -> go(plan, context, exten, name, doing);
            case "hangup" -> goTo(name, FlowDraft.END);
            case "queue" -> queue(name, doing, next);
            case "gotoiftime" -> hours(plan, context, exten, name, doing, next);
            case "dial" -> dial(name, doing, next);
            case "voicemail" -> voicemail(name, doing, next);
            case "noop", "verbose" -> goTo(name, next);
            default -> pass(name, doing, next, "has no step of its own here");
        }
    }

    private void goTo(String name, String target) {
        draft.step(name, "goto: " + FlowDraft.word(target), List.of(target));
    }

    private void pass(String name, Doing doing, String next, String why) {
        draft.leaveOut(doing.line(), doing.shown(), why);
        goTo(name, next);
    }

    private String prompts(Doing doing) {
        return FlowDraft.list(sounds(doing));
    }

    private List<String> sounds(Doing doing) {
        List<String> files =
                Stream.of(doing.parts().getFirst().split("&", -1))
                        .filter(file -> !file.isBlank())
                        .toList();
        if (files.size() > SOUNDS_MAX) {
            draft.leaveOut(doing.line(), doing.shown(), "a step has 20 sounds at most");
        }
        List<String> sounds = files.stream().limit(SOUNDS_MAX).map(draft::prompt).toList();
        return sounds.isEmpty() ? List.of(FlowDraft.SILENCE) : sounds;
    }

    /** Whole ones, up to a minute; tells where they become others. */
    private int seconds(Doing doing, int usual) {
        String written = doing.parts().getFirst();
        if (written.isEmpty()) {
            return usual;
        }
        double wanted =
                written.matches("[0-9]{1,9}(\\.[0-9]{0,9})?") ? Double.parseDouble(written) : -1;
        int seconds = wanted < 0 ? usual : Math.clamp(Math.round(wanted), 1, 60);
        if (seconds != wanted) {
            draft.leaveOut(doing.line(), doing.shown(), "became " + seconds + " s");
        }
        return seconds;
    }

    /** One or several in a row, and then a wait for keys, are a menu. */
    private void background(AsteriskPlan plan, String context, String exten, int at) {
        List<Doing> doings = plan.doings(context, exten).orElse(List.of());
        String name = place(plan, context, exten, at);
        List<String> sounds = new ArrayList<>();
        int here = at;
        while (here >= 0 && is(doings.get(here), "background")) {
            sounds.addAll(sounds(doings.get(here)));
            here = AsteriskPlan.next(doings, here);
        }
        if (here >= 0 && is(doings.get(here), "waitexten") && sounds.size() <= SOUNDS_MAX) {
            for (int part = at + 1; part <= here; part++) {
                draft.merged(place(plan, context, exten, part));
            }
            menu(
                    plan,
                    context,
                    name,
                    sounds,
                    doings.get(here),
                    place(plan, context, exten, AsteriskPlan.next(doings, here)));
        } else {
            String next = place(plan, context, exten, AsteriskPlan.next(doings, at));
            draft.step(name, "play: " + prompts(doings.get(at)) + ", barge-in: true", next);
        }
    }

    private static boolean is(Doing doing, String application) {
        return doing.application().equalsIgnoreCase(application);
    }

    private void menu(
            AsteriskPlan plan,
            String context,
            String name,
            List<String> sounds,
            Doing wait,
            String next) {
        Map<String, String> on = new LinkedHashMap<>();
        List<String> choices =
                plan.contexts().getOrDefault(context, Map.of()).keySet().stream()
                        .filter(exten -> exten.matches(CHOICE))
                        .toList();
        if (choices.size() > CHOICES_MAX) {
            draft.leaveOut(
                    wait.line(), wait.shown(), "a menu has " + CHOICES_MAX + " choices at most");
        }
        choices.stream()
                .limit(CHOICES_MAX)
                .forEach(exten -> on.put(exten, place(plan, context, exten, 0)));
        if (on.isEmpty()) {
            pass(name, wait, next, "its context has no extension that could be pressed");
            return;
        }
        on.put(
                "no-input",
                plan.doings(context, "t").isPresent() ? place(plan, context, "t", 0) : next);
        on.put("no-match", place(plan, context, "i", 0));
        draft.menu(
                name,
                sounds,
                ", digits: {first-within: "
                        + seconds(wait, 10)
                        + "s}, tries: {no-input: 1, no-match: 1, total: 1}",
                on);
    }

    private void go(AsteriskPlan plan, String context, String exten, String name, Doing doing) {
        Optional<String> target = target(plan, context, exten, doing.parts());
        if (target.isEmpty()) {
            pass(name, doing, FlowDraft.END, "leads out of this file: the call ends here");
        } else {
            goTo(name, target.get());
        }
    }

    /** Where {@code context,extension,priority} leads, of which the last is enough. */
    private Optional<String> target(
            AsteriskPlan plan, String context, String exten, List<String> parts) {
        int size = parts.size();
        String toContext = size > 2 ? parts.get(size - 3) : context;
        String toExten = size > 1 ? parts.get(size - 2) : exten;
        return plan.doings(toContext, toExten)
                .map(doings -> priority(doings, parts.getLast()))
                .filter(at -> at >= 0)
                .map(at -> place(plan, toContext, toExten, at));
    }

    /** The times become a calendar, which somebody has to write: the same times are the same. */
    private void hours(
            AsteriskPlan plan,
            String context,
            String exten,
            String name,
            Doing doing,
            String next) {
        String[] asked = doing.arguments().split("\\?", 2);
        String[] ways = asked.length < 2 ? new String[] {""} : asked[1].split(":", 2);
        String open = way(plan, context, exten, ways[0], doing, next);
        String closed = ways.length < 2 ? next : way(plan, context, exten, ways[1], doing, next);
        String calendar = calendars.of(asked[0].strip(), "times-" + asked[0]);
        draft.leaveOut(
                doing.line(),
                "GotoIfTime(" + asked[0] + ")",
                "write these times as the calendar '" + calendar + "' of calendars.yaml");
        draft.step(
                name,
                "hours: %s, on: {open: %s, closed: %s}"
                        .formatted(
                                FlowDraft.word(calendar),
                                FlowDraft.word(open),
                                FlowDraft.word(closed)),
                List.of(open, closed));
    }

    private String way(
            AsteriskPlan plan,
            String context,
            String exten,
            String written,
            Doing doing,
            String next) {
        if (written.isBlank()) {
            return next;
        }
        List<String> parts = Stream.of(written.split("[,|]", -1)).map(String::strip).toList();
        return target(plan, context, exten, parts)
                .orElseGet(() -> {
                    draft.leaveOut(doing.line(), written, "leads out of this file: the call ends");
                    return FlowDraft.END;
                });
    }

    /** As there, the call ends after a talk and goes on where nobody took it. */
    private void dial(String name, Doing doing, String next) {
        List<String> numbers =
                Stream.of(doing.parts().getFirst().split("&", -1))
                        .map(device -> device.replaceFirst("^[A-Za-z0-9_]+/", ""))
                        .map(device -> device.replaceFirst("@.*$|/.*$", ""))
                        .filter(number -> number.matches("\\+?[0-9]{1,15}"))
                        .limit(16)
                        .toList();
        if (numbers.isEmpty()) {
            pass(name, doing, next, "use dial with a number or an agent");
            return;
        }
        if (doing.parts().size() > 2) {
            draft.leaveOut(
                    doing.line(), "Dial(" + doing.arguments() + ")", "its options: see dial");
        }
        String ring =
                doing.parts().size() > 1 && doing.parts().get(1).matches("[0-9]{1,3}")
                        ? Integer.toString(
                                Math.clamp(Integer.parseInt(doing.parts().get(1)), 5, 120))
                        : "60";
        draft.step(
                name,
                "dial: [\"%s\"], at-once: true, ring-time: %ss, on: {answered: %s, busy: %s,"
                                .formatted(
                                        String.join("\", \"", numbers),
                                        ring,
                                        FlowDraft.END,
                                        FlowDraft.word(next))
                        + " no-answer: %1$s, rejected: %1$s, unreachable: %1$s}"
                                .formatted(FlowDraft.word(next)),
                List.of(FlowDraft.END, next));
    }

    /** {@code VoiceMail(100@default,u)}: the first box; its options choose a greeting there. */
    private void voicemail(String name, Doing doing, String next) {
        String box = doing.parts().getFirst().replaceFirst("[@&].*$", "");
        draft.leaveOut(
                doing.line(),
                "VoiceMail(" + doing.arguments() + ")",
                "its greeting: record it as the prompt " + FlowDraft.LEAVE_MESSAGE);
        draft.step(
                name,
                "voicemail: %1$s, greeting: %2$s, on: {left: %3$s, too-short: %3$s, failed: %3$s}"
                        .formatted(
                                boxes.of(box, "box-" + box),
                                FlowDraft.LEAVE_MESSAGE,
                                FlowDraft.word(next)),
                List.of(next));
    }

    /** Where a priority or a label stands; -1 if there is none. */
    private static int priority(List<Doing> doings, String written) {
        for (int at = 0; at < doings.size(); at++) {
            if (!written.isEmpty() && doings.get(at).label().equals(written)) {
                return at;
            }
        }
        int number = written.matches("[0-9]{1,6}") ? Integer.parseInt(written) : 0;
        for (int at = 0; at < doings.size(); at++) {
            if (doings.get(at).priority() == number) {
                return at;
            }
        }
        return -1;
    }

    private void queue(String name, Doing doing, String next) {
        String written = doing.parts().getFirst();
        String queue = queues.of(written);
        if (queues.isOther(written, queue)) {
            draft.leaveOut(doing.line(), written, "is the queue " + queue);
        }
        if (doing.parts().size() > 1) {
            draft.leaveOut(
                    doing.line(),
                    "Queue(" + doing.arguments() + ")",
                    "its options: they stand in queues.yaml");
        }
        draft.step(
                name,
                "queue: %1$s, on: {answered: %2$s, full: %3$s, max-wait: %3$s, no-agents: %3$s}"
                        .formatted(FlowDraft.word(queue), FlowDraft.END, FlowDraft.word(next)),
                List.of(FlowDraft.END, next));
    }
}
