package zarang.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/**
 * Builds the tree from the parser's events, with a stack of its own: a million opening brackets
 * reach a limit and not the end of the thread's stack, as they would in a recursive composer.
 */
final class TreeBuilder {
    static final int DEPTH_MAX = 32;
    static final int NODES_MAX = 50_000;
    private static final int KEY_LENGTH_MAX = 128;

    /** Longer numbers are text: reading them as numbers would cost quadratic time. */
    private static final int NUMBER_LENGTH_MAX = 40;

    private static final CoreScalarResolver CORE = new CoreScalarResolver(false);

    /** A collection that is being filled. */
    private static final class Open {
        final YamlNode node;
        @Nullable String key;
        @Nullable String last;
        FilePlace keyPlace;

        Open(YamlNode node) {
            this.node = node;
            this.keyPlace = node.place();
        }
    }

    private final String file;
    private final Findings findings;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlMap root;
    private boolean whole;
    private int nodes;
    private int documents;

    TreeBuilder(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The tree; what is wrong is in the findings, and then the tree may be cut short. */
    YamlMap build(String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(YamlDocument.BYTES_MAX)
                        .build();
        try {
            whole = takeAll(new Parse(settings).parseString(text));
        } catch (MarkedYamlEngineException e) {
            findings.add(new ParseFault(file, text).of(e));
        } catch (ReaderException e) {
            String code = String.format("U+%04X", e.getCodePoint());
            findings.error(
                    at(text, e.getPosition()),
                    "",
                    "the character " + code + " is not allowed",
                    YamlRule.SYNTAX);
        } catch (RuntimeException e) {
            // The parser is fed whatever lies in the file, and has thrown more than it declares.
            findings.error(
                    FilePlace.start(file), "", "not YAML: " + e.getMessage(), YamlRule.SYNTAX);
        }
        return root != null ? root : new YamlMap(null, "", FilePlace.start(file), findings);
    }

    private boolean takeAll(Iterable<Event> events) {
        for (Event event : events) {
            if (!take(event)) {
                return documents > 1;
            }
        }
        return true;
    }

    /** Where the tree is cut short; empty if it is whole. */
    Optional<BrokenOff> brokenOff() {
        if (whole) {
            return Optional.empty();
        }
        Open innermost = open.peek();
        if (innermost == null) {
            return Optional.of(new BrokenOff(Set.of(), ""));
        }
        return Optional.of(
                new BrokenOff(
                        open.stream().map(each -> each.node.path()).collect(Collectors.toSet()),
                        innermost.last == null
                                ? innermost.node.path()
                                : innermost.node.pathOf(innermost.last)));
    }

    /** Takes an event; false if reading on makes no sense. */
    private boolean take(Event event) {
        return switch (event) {
            case DocumentStartEvent e -> oneDocument(e);
            case AliasEvent e -> alias(e);
            case ScalarEvent e -> plain(e, e.getTag()) && scalar(e);
            case CollectionStartEvent e -> plain(e, e.getTag()) && collection(e);
            case CollectionEndEvent e -> {
                open.pop();
                yield true;
            }
            default -> true;
        };
    }

    private boolean oneDocument(Event event) {
        return ++documents == 1
                || stop(event, YamlRule.SYNTAX, "a second document (---), expected one");
    }

    /** What it stands for is not looked up: nothing stands there. */
    private boolean alias(AliasEvent event) {
        Open top = open.peek();
        boolean value = top != null && (top.node instanceof YamlList || top.key != null);
        refuse(event, YamlRule.ANCHOR, "an alias (*name) is not supported; write the value out");
        if (top == null || !value) {
            return false;
        }
        put(
                top,
                new YamlScalar(
                        top.node,
                        name(top),
                        place(event.getStartMark()),
                        findings,
                        "",
                        YamlScalar.Kind.NOTHING));
        return isOneMore(event);
    }

    private boolean plain(NodeEvent event, Optional<String> tag) {
        if (event.getAnchor().isPresent()) {
            refuse(event, YamlRule.ANCHOR, "an anchor (&name) is not supported");
        }
        if (tag.isPresent()) {
            refuse(
                    event,
                    YamlRule.TAG,
                    "a tag (" + YamlScalar.shown(tag.get()) + ") is not supported");
        }
        return isOneMore(event);
    }

    private boolean isOneMore(Event event) {
        return ++nodes <= NODES_MAX
                || stop(event, YamlRule.TOO_LARGE, "more than " + NODES_MAX + " values");
    }

    private boolean scalar(ScalarEvent event) {
        Open top = open.peek();
        if (top != null && top.node instanceof YamlMap map && top.key == null) {
            return key(top, map, event);
        }
        if (top == null) {
            boolean empty = event.isPlain() && event.getValue().isEmpty();
            return empty
                    || stop(
                            event,
                            YamlRule.SYNTAX,
                            "found a single value, expected keys and values");
        }
        FilePlace place = place(event.getStartMark());
        String value = event.getValue();
        YamlScalar scalar =
                new YamlScalar(top.node, name(top), place, findings, value, kind(event));
        if (event.isPlain()) {
            unseenAtTheEdges(value, place, scalar.path());
        }
        neverMeant(value, place, scalar.path());
        put(top, scalar);
        return true;
    }

    private boolean key(Open top, YamlMap map, ScalarEvent event) {
        String key = event.getValue();
        if (key.length() > KEY_LENGTH_MAX) {
            return stop(
                    event,
                    YamlRule.TOO_LARGE,
                    "a key longer than " + KEY_LENGTH_MAX + " characters");
        }
        top.key = key;
        top.last = key;
        top.keyPlace = place(event.getStartMark());
        unseenAtTheEdges(key, top.keyPlace, map.pathOf(key));
        neverMeant(key, top.keyPlace, map.pathOf(key));
        if (map.has(key)) {
            int line = map.keyPlace(key).line();
            findings.error(
                    top.keyPlace,
                    map.pathOf(key),
                    "is given twice, first in line " + line,
                    YamlRule.DUPLICATE_KEY);
        }
        return true;
    }

    /** What no text holds, and an escape ({@code "\\u0000"}) or a copy has brought in. */
    private void neverMeant(String word, FilePlace place, String path) {
        word.codePoints()
                .filter(Signs::isNeverMeant)
                .findFirst()
                .ifPresent(c ->
                        findings.error(place, path, "holds " + Signs.cure(c), YamlRule.ODD_SIGN));
    }

    /** What cannot be seen before or after a word makes it another word. */
    private void unseenAtTheEdges(String word, FilePlace place, String path) {
        if (word.isEmpty()) {
            return;
        }
        int first = word.codePointAt(0);
        int last = word.codePointBefore(word.length());
        if (Signs.isUnseen(first)) {
            findings.error(place, path, "begins with " + Signs.cure(first), YamlRule.ODD_SIGN);
        } else if (Signs.isUnseen(last)) {
            findings.error(place, path, "ends with " + Signs.cure(last), YamlRule.ODD_SIGN);
        }
    }

    private boolean collection(CollectionStartEvent event) {
        FilePlace place = place(event.getStartMark());
        Open top = open.peek();
        if (top == null) {
            if (!(event instanceof MappingStartEvent)) {
                return stop(event, YamlRule.SYNTAX, "found a list, expected keys and values");
            }
            root = new YamlMap(null, "", place, findings);
            open.push(new Open(root));
            return true;
        }
        if (top.node instanceof YamlMap && top.key == null) {
            return stop(event, YamlRule.SYNTAX, "found a list or a map as a key, expected a name");
        }
        if (open.size() >= DEPTH_MAX) {
            return stop(
                    event, YamlRule.TOO_LARGE, "nested more than " + DEPTH_MAX + " levels deep");
        }
        YamlNode node =
                event instanceof MappingStartEvent
                        ? new YamlMap(top.node, name(top), place, findings)
                        : new YamlList(top.node, name(top), place, findings);
        put(top, node);
        open.push(new Open(node));
        return true;
    }

    private static String name(Open top) {
        return top.node instanceof YamlList list
                ? Integer.toString(list.items().size())
                : top.key == null ? "" : top.key;
    }

    private static void put(Open top, YamlNode value) {
        top.last = name(top);
        switch (top.node) {
            case YamlList list -> list.add(value);
            case YamlMap map -> {
                if (top.key != null && !map.has(top.key)) {
                    map.put(top.key, top.keyPlace, value);
                }
                top.key = null;
            }
            case YamlScalar scalar -> throw new AssertionError("a scalar holds nothing");
        }
    }

    private static YamlScalar.Kind kind(ScalarEvent event) {
        if (!event.isPlain()) {
            return YamlScalar.Kind.TEXT;
        }
        Tag tag = CORE.resolve(event.getValue(), true);
        boolean numeric = event.getValue().length() <= NUMBER_LENGTH_MAX;
        if (tag.equals(Tag.NULL)) {
            return YamlScalar.Kind.NOTHING;
        }
        if (tag.equals(Tag.BOOL)) {
            return YamlScalar.Kind.BOOLEAN;
        }
        if (tag.equals(Tag.INT) && numeric) {
            return YamlScalar.Kind.INTEGER;
        }
        return tag.equals(Tag.FLOAT) && numeric ? YamlScalar.Kind.DECIMAL : YamlScalar.Kind.TEXT;
    }

    private boolean stop(Event event, FindingRule rule, String message) {
        refuse(event, rule, message);
        return false;
    }

    private void refuse(Event event, FindingRule rule, String message) {
        Open top = open.peek();
        String key =
                top == null ? "" : top.key == null ? top.node.path() : top.node.pathOf(top.key);
        findings.error(place(event.getStartMark()), key, message, rule);
    }

    private FilePlace place(Optional<Mark> mark) {
        return mark.map(m -> new FilePlace(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(FilePlace.start(file));
    }

    private FilePlace at(String text, int codePoints) {
        int line = 1;
        int column = 1;
        int[] before = text.codePoints().limit(codePoints).toArray();
        for (int c : before) {
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        return new FilePlace(file, line, column);
    }
}
