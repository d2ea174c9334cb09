package zarang.ivr.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the menus and forms of a VoiceXML document as steps (VoiceXML 2.1; 2.0 §2.2 menus, §2.3
 * form items, §4.1 prompts). What a server, a script or a speech recogniser would decide is told.
 */
final class VoiceXmlImport {
    /** What says nothing of what happens. */
    private static final Set<String> SILENT = Set.of("meta", "metadata");

    /** What a form has beside its items. */
    private static final Set<String> UNDONE = Set.of("grammar", "property", "filled");

    private static final Set<String> SOUNDS = Set.of("prompt", "audio");
    private static final List<String> FAILURES = List.of("noinput", "nomatch");
    private static final int SORRY_MAX = 10;
    private static final int SOUNDS_MAX = 20;
    private static final int CHOICES_MAX = 100;
    private static final String KEYS = "[0-9*#]{1,10}";
    private static final String ONCE = ", tries: {no-input: 3, no-match: 3, total: 3}";

    private final FlowDraft draft;
    private final Set<String> dialogs = new TreeSet<>();

    VoiceXmlImport(FlowDraft draft) {
        this.draft = draft;
    }

    void read(XmlElement root) throws UnreadableScriptException {
        if (!root.name().equals("vxml")) {
            throw new UnreadableScriptException(
                    "the XML is no VoiceXML: it begins with <" + root.name() + ">");
        }
        List<XmlElement> all = root.children().stream().filter(VoiceXmlImport::isDialog).toList();
        for (XmlElement dialog : all) {
            if (!dialogs.add(id(dialog))) {
                throw new UnreadableScriptException(
                        "line " + dialog.line() + ": the id '" + id(dialog) + "' is given twice");
            }
        }
        root.children().stream()
                .filter(child -> !isDialog(child))
                .forEach(child -> leaveOut(child, "is no menu and no form"));
        if (all.isEmpty()) {
            throw new UnreadableScriptException("the document has no menu and no form");
        }
        all.forEach(dialog -> {
            draft.at(dialog.line());
            if (dialog.name().equals("menu")) {
                menu(dialog);
            } else {
                form(dialog);
            }
        });
        draft.start(draft.name(id(all.getFirst())));
    }

    private static boolean isDialog(XmlElement element) {
        return element.name().equals("menu") || element.name().equals("form");
    }

    private static String id(XmlElement dialog) {
        String id = dialog.attribute("id");
        return id.isEmpty() ? dialog.name() + "-" + dialog.line() : id;
    }

    private void menu(XmlElement menu) {
        Map<String, String> on = new LinkedHashMap<>();
        int count = 0;
        for (XmlElement choice : (Iterable<XmlElement>) menu.children("choice")::iterator) {
            count++;
            String key = choice.attribute("dtmf").replace(" ", "");
            if (key.isEmpty() && menu.attribute("dtmf").equals("true") && count <= 9) {
                key = Integer.toString(count);
            }
            if (key.matches(KEYS)) {
                put(on, key, target(choice), choice);
            } else {
                leaveOut(choice, "has no key: a choice by voice is not understood");
            }
        }
        others(menu, Set.of("choice"));
        question(menu, draft.name(id(menu)), on);
    }

    /** Tells what stands in something that is asked, and is not understood there. */
    private void others(XmlElement asked, Set<String> known) {
        asked.children().stream()
                .filter(child ->
                        !SILENT.contains(child.name())
                                && !SOUNDS.contains(child.name())
                                && !FAILURES.contains(child.name())
                                && !known.contains(child.name()))
                .forEach(child -> leaveOut(child, "is not known here"));
        condition(asked);
    }

    private void condition(XmlElement element) {
        if (!element.attribute("cond").isEmpty()) {
            leaveOut(element, "is done whatever its cond says: a flow decides by if");
        }
    }

    /** The first choice of a key counts (VoiceXML 2.0 §2.2). */
    private void put(Map<String, String> on, String key, String target, XmlElement choice) {
        if (on.containsKey(key) || on.size() == CHOICES_MAX) {
            leaveOut(
                    choice,
                    on.containsKey(key)
                            ? "has a key that another choice has"
                            : "a menu has " + CHOICES_MAX + " choices at most");
        } else {
            on.put(key, target);
        }
    }

    /** Asks for a key; what is wrong three times ends the call. */
    private void question(XmlElement asked, String name, Map<String, String> on) {
        if (on.isEmpty()) {
            leaveOut(asked, "has no choice by key: the call ends there");
            draft.step(name, "goto: " + FlowDraft.END, List.of(FlowDraft.END));
            return;
        }
        on.put("no-input", FlowDraft.END);
        on.put("no-match", FlowDraft.END);
        List<String> sorry = new ArrayList<>();
        for (String kind : FAILURES) {
            List<String> said = sorry(asked, kind);
            if (!said.isEmpty()) {
                sorry.add(
                        kind.replace("no", "no-")
                                + ": "
                                + (said.size() == 1
                                        ? FlowDraft.word(said.getFirst())
                                        : FlowDraft.list(said)));
            }
        }
        String more = sorry.isEmpty() ? "" : ", sorry: {" + String.join(", ", sorry) + "}";
        List<String> prompts = sounds(asked);
        draft.menu(name, prompts.isEmpty() ? List.of(FlowDraft.SILENCE) : prompts, ONCE + more, on);
    }

    /** What is said at the first failure, the second, and so on (VoiceXML 2.0 §5.2.2, count). */
    private List<String> sorry(XmlElement asked, String kind) {
        List<String> said = new ArrayList<>();
        for (XmlElement each : (Iterable<XmlElement>) asked.children(kind)::iterator) {
            List<String> sounds = sounds(each);
            if (sounds.isEmpty() || said.size() == SORRY_MAX) {
                leaveOut(each, "has no sound that could be heard then");
            } else {
                said.add(sounds.getFirst());
            }
            if (sounds.size() > 1) {
                leaveOut(each, "has more than one sound: record them as one");
            }
            each.children().stream()
                    .filter(child -> !SOUNDS.contains(child.name()))
                    .filter(child -> !child.name().equals("reprompt"))
                    .forEach(child ->
                            leaveOut(child, "is not known here: it is asked again, three times"));
        }
        return said;
    }

    private void form(XmlElement form) {
        form.children().stream()
                .filter(child -> UNDONE.contains(child.name()))
                .forEach(child -> leaveOut(child, "is not known in a form"));
        List<XmlElement> items =
                form.children().stream()
                        .filter(child -> !SILENT.contains(child.name()))
                        .filter(child -> !UNDONE.contains(child.name()))
                        .toList();
        String name = draft.name(id(form));
        for (int at = 0; at < items.size(); at++) {
            String next =
                    at + 1 < items.size()
                            ? draft.name(id(form) + "-item-" + (at + 2))
                            : FlowDraft.END;
            item(items.get(at), at == 0 ? name : draft.name(id(form) + "-item-" + (at + 1)), next);
        }
        if (items.isEmpty()) {
            leaveOut(form, "has nothing in it that is known");
            draft.step(name, "goto: " + FlowDraft.END, List.of(FlowDraft.END));
        }
    }

    private void item(XmlElement item, String name, String next) {
        draft.at(item.line());
        switch (item.name()) {
            case "block" -> block(item, name, next);
            case "field" -> field(item, name, next);
            default -> {
                leaveOut(item, "has no step of its own here");
                draft.step(name, "goto: " + FlowDraft.word(next), List.of(next));
            }
        }
    }

    private void block(XmlElement block, String name, String next) {
        condition(block);
        List<String> sounds = sounds(block);
        String target = next;
        for (XmlElement child : block.children()) {
            switch (child.name()) {
                case "prompt", "audio" -> {}
                case "goto" -> target = target(child);
                case "exit", "disconnect" -> target = FlowDraft.END;
                default -> leaveOut(child, "a flow decides by if, switch and set");
            }
        }
        if (sounds.isEmpty()) {
            draft.step(name, "goto: " + FlowDraft.word(target), List.of(target));
        } else {
            draft.step(name, "play: " + FlowDraft.list(sounds), target);
        }
    }

    private void field(XmlElement field, String name, String next) {
        VoiceXmlFilled filled = new VoiceXmlFilled(field, this::target, this::leaveOut);
        Map<String, String> on = new LinkedHashMap<>();
        field.children("option")
                .forEach(option -> {
                    String key = option.attribute("dtmf").replace(" ", "");
                    String value = option.attribute("value");
                    if (key.matches(KEYS)) {
                        put(
                                on,
                                key,
                                filled.leads(value.isEmpty() ? option.said() : value).orElse(next),
                                option);
                    } else {
                        leaveOut(option, "has no key: a choice by voice is not understood");
                    }
                });
        field.children("grammar").forEach(g -> leaveOut(g, "use collect for more than one key"));
        others(field, Set.of("option", "grammar", "filled"));
        question(field, name, on);
    }

    private String target(XmlElement from) {
        String next = from.attribute("next");
        String id = next.startsWith("#") ? next.substring(1) : "";
        if (dialogs.contains(id)) {
            return draft.name(id);
        }
        leaveOut(
                from,
                next.isEmpty()
                        ? "names no dialog of this document in 'next': the call ends there"
                        : "leads out of this document to '" + next + "': the call ends there");
        return FlowDraft.END;
    }

    /** The sounds of an element; texts that a machine would speak are to be recorded. */
    private List<String> sounds(XmlElement element) {
        List<String> sounds = new ArrayList<>();
        for (XmlElement child : element.children()) {
            if (child.name().equals("audio")) {
                audio(child).ifPresent(sounds::add);
            } else if (child.name().equals("prompt")) {
                condition(child);
                sounds.addAll(sounds(child));
                if (!child.said().isEmpty()) {
                    sounds.add(toRecord(child));
                }
                child.children().stream()
                        .filter(inside -> !SOUNDS.contains(inside.name()))
                        .forEach(inside -> leaveOut(inside, "is no sound that was recorded"));
            }
        }
        if (element.name().equals("block") && !element.said().isEmpty()) {
            sounds.add(toRecord(element));
        }
        if (sounds.size() > SOUNDS_MAX) {
            leaveOut(element, "has more than " + SOUNDS_MAX + " sounds, which is the most");
        }
        return sounds.size() > SOUNDS_MAX ? sounds.subList(0, SOUNDS_MAX) : sounds;
    }

    private Optional<String> audio(XmlElement audio) {
        if (audio.attribute("src").isEmpty()) {
            leaveOut(audio, "names no file");
            return Optional.empty();
        }
        draft.at(audio.line());
        return Optional.of(draft.prompt(audio.attribute("src")));
    }

    private String toRecord(XmlElement spoken) {
        return draft.toRecord(spoken.line(), spoken.said());
    }

    private void leaveOut(XmlElement element, String why) {
        draft.leaveOut(element.line(), "<" + element.name() + ">", why);
    }
}
