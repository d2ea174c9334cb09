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
    private static final Set<String> SILENT =
            Set.of("grammar", "property", "meta", "metadata", "option", "choice", "filled");
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
        all.forEach(dialog -> dialogs.add(id(dialog)));
        root.children().stream()
                .filter(child -> !isDialog(child))
                .forEach(child -> leaveOut(child, "is no menu and no form"));
        if (all.isEmpty()) {
            throw new UnreadableScriptException("the document has no menu and no form");
        }
        all.forEach(dialog -> {
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
                on.put(key, target(choice));
            } else {
                leaveOut(choice, "has no key: a choice by voice is not understood");
            }
        }
        String name = draft.name(id(menu));
        menu.children().stream()
                .filter(child -> !SILENT.contains(child.name()))
                .filter(child ->
                        !Set.of("prompt", "audio", "noinput", "nomatch").contains(child.name()))
                .forEach(child -> leaveOut(child, "is not known in a menu"));
        question(menu, name, on);
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
        for (String kind : List.of("noinput", "nomatch")) {
            asked.children(kind)
                    .findFirst()
                    .map(this::sounds)
                    .filter(sounds -> !sounds.isEmpty())
                    .ifPresent(sounds ->
                            sorry.add(kind.replace("no", "no-") + ": " + sounds.getFirst()));
        }
        String more = sorry.isEmpty() ? "" : ", sorry: {" + String.join(", ", sorry) + "}";
        List<String> prompts = sounds(asked);
        draft.menu(name, prompts.isEmpty() ? List.of("silence") : prompts, ONCE + more, on);
    }

    private void form(XmlElement form) {
        List<XmlElement> items =
                form.children().stream().filter(child -> !SILENT.contains(child.name())).toList();
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
        switch (item.name()) {
            case "block" -> block(item, name, next);
            case "field" -> field(item, name, next);
            default -> {
                leaveOut(item, "has no step of its own here");
                draft.step(name, "goto: " + next, List.of(next));
            }
        }
    }

    private void block(XmlElement block, String name, String next) {
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
            draft.step(name, "goto: " + target, List.of(target));
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
                        on.put(
                                key,
                                filled.leads(value.isEmpty() ? option.said() : value).orElse(next));
                    } else {
                        leaveOut(option, "has no key: a choice by voice is not understood");
                    }
                });
        field.children("grammar").forEach(g -> leaveOut(g, "use collect for more than one key"));
        question(field, name, on);
    }

    private String target(XmlElement from) {
        String next = from.attribute("next");
        String id = next.startsWith("#") ? next.substring(1) : "";
        if (dialogs.contains(id)) {
            return draft.name(id);
        }
        leaveOut(from, "leads out of this document to '" + next + "': the call ends there");
        return FlowDraft.END;
    }

    /** The sounds of an element; texts that a machine would speak are to be recorded. */
    private List<String> sounds(XmlElement element) {
        List<String> sounds = new ArrayList<>();
        for (XmlElement child : element.children()) {
            if (child.name().equals("audio")) {
                audio(child).ifPresent(sounds::add);
            } else if (child.name().equals("prompt")) {
                sounds.addAll(sounds(child));
                if (!child.said().isEmpty()) {
                    sounds.add(toRecord(child));
                }
            }
        }
        if (element.name().equals("block") && !element.said().isEmpty()) {
            sounds.add(toRecord(element));
        }
        return sounds.size() > 20 ? sounds.subList(0, 20) : sounds;
    }

    private Optional<String> audio(XmlElement audio) {
        if (audio.attribute("src").isEmpty()) {
            leaveOut(audio, "names no file");
            return Optional.empty();
        }
        return Optional.of(FlowDraft.prompt(audio.attribute("src")));
    }

    private String toRecord(XmlElement spoken) {
        String prompt = "text-" + spoken.line();
        draft.leaveOut(spoken.line(), spoken.said(), "record it as the prompt " + prompt);
        return prompt;
    }

    private void leaveOut(XmlElement element, String why) {
        draft.leaveOut(element.line(), "<" + element.name() + ">", why);
    }
}
