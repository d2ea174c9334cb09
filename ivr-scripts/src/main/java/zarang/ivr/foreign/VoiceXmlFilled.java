package zarang.ivr.foreign;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the answers to a field lead (VoiceXML 2.0 §2.4 filled, §5.3.4 if), as far as its {@code
 * filled} goes somewhere: at once, or by comparing the answer with a text. What else it does is
 * told.
 */
final class VoiceXmlFilled {
    private static final Pattern COMPARED =
            Pattern.compile("\\s*([A-Za-z_][\\w.$]*)\\s*={2,3}\\s*(['\"])([^'\"]*)\\2\\s*");

    private final String field;
    private final List<XmlElement> content;
    private final IdentityHashMap<XmlElement, String> targets = new IdentityHashMap<>();

    /**
     * @param target where a {@code goto} leads; tells if it leads out
     * @param leaveOut is told what is not understood, once each
     */
    VoiceXmlFilled(
            XmlElement field,
            Function<XmlElement, String> target,
            BiConsumer<XmlElement, String> leaveOut) {
        this.field = field.attribute("name");
        this.content =
                field.children("filled").flatMap(filled -> filled.children().stream()).toList();
        look(content, target, leaveOut);
    }

    private void look(
            List<XmlElement> elements,
            Function<XmlElement, String> target,
            BiConsumer<XmlElement, String> leaveOut) {
        for (XmlElement each : elements) {
            switch (each.name()) {
                case "goto" -> targets.put(each, target.apply(each));
                case "exit", "disconnect" -> targets.put(each, FlowDraft.END);
                case "if" -> {
                    condition(each, leaveOut);
                    look(each.children(), target, leaveOut);
                }
                case "elseif" -> condition(each, leaveOut);
                case "else" -> {}
                default -> leaveOut.accept(each, "a flow decides by if, switch and set");
            }
        }
    }

    private void condition(XmlElement element, BiConsumer<XmlElement, String> leaveOut) {
        if (compared(element).isEmpty()) {
            leaveOut.accept(element, "compares something else than the answer with a text");
        }
    }

    /** The text that the answer is compared with. */
    private Optional<String> compared(XmlElement element) {
        Matcher matcher = COMPARED.matcher(element.attribute("cond"));
        return matcher.matches() && matcher.group(1).equals(field)
                ? Optional.of(matcher.group(3))
                : Optional.empty();
    }

    /** Where an answer leads; empty if nowhere else than on. */
    Optional<String> leads(String answer) {
        return leads(content, answer);
    }

    private Optional<String> leads(List<XmlElement> elements, String answer) {
        for (XmlElement each : elements) {
            Optional<String> target =
                    each.name().equals("if")
                            ? leads(branch(each, answer), answer)
                            : Optional.ofNullable(targets.get(each));
            if (target.isPresent()) {
                return target;
            }
        }
        return Optional.empty();
    }

    /** What of an {@code if} is done for an answer. */
    private List<XmlElement> branch(XmlElement element, String answer) {
        List<XmlElement> branch = new ArrayList<>();
        boolean holds = compared(element).filter(answer::equals).isPresent();
        boolean over = false;
        for (XmlElement each : element.children()) {
            if (each.name().equals("elseif") || each.name().equals("else")) {
                over |= holds;
                holds =
                        each.name().equals("else")
                                || compared(each).filter(answer::equals).isPresent();
            } else if (holds && !over) {
                branch.add(each);
            }
        }
        return branch;
    }
}
