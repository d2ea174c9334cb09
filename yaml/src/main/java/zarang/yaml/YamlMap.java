package zarang.yaml;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Keys and values, in the order they are written. Every key is text: {@code 1000:} is "1000". */
public final class YamlMap extends YamlNode {
    private record Entry(FilePlace keyPlace, YamlNode value) {}

    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    YamlMap(@Nullable YamlNode parent, String name, FilePlace place, Findings findings) {
        super(parent, name, place, findings);
    }

    void put(String key, FilePlace keyPlace, YamlNode value) {
        entries.put(key, new Entry(keyPlace, value));
    }

    public SequencedSet<String> keys() {
        return Collections.unmodifiableSequencedSet(entries.sequencedKeySet());
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Where a key stands; the map's own place if there is no such key. */
    public FilePlace keyPlace(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place() : entry.keyPlace;
    }

    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The value of a key that must be there. */
    public Optional<YamlNode> require(String key, String expected) {
        Optional<YamlNode> value = get(key);
        if (value.isEmpty()) {
            findings.error(
                    place(), pathOf(key), "is missing, expected " + expected, YamlRule.MISSING_KEY);
        }
        return value;
    }

    public Optional<String> text(String key) {
        return get(key).flatMap(YamlNode::text);
    }

    public Optional<Integer> integer(String key, int min, int max) {
        return get(key).flatMap(n -> n.integer(min, max));
    }

    public Optional<Duration> duration(String key, Duration min, Duration max) {
        return get(key).flatMap(n -> n.duration(min, max));
    }

    public Optional<YamlMap> map(String key) {
        return get(key).flatMap(YamlNode::map);
    }

    public Optional<YamlList> list(String key) {
        return get(key).flatMap(YamlNode::list);
    }

    /** All values by key, in the order they are written. */
    public Map<String, YamlNode> values() {
        Map<String, YamlNode> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value));
        return Collections.unmodifiableMap(values);
    }

    /** Adds an error at a key, or at this map if the key is missing. */
    public void refuse(String key, String message) {
        findings.error(keyPlace(key), pathOf(key), message);
    }

    /** Adds an error at a key, or at this map if the key is missing, against a rule. */
    public void refuse(String key, FindingRule rule, String message) {
        findings.error(keyPlace(key), pathOf(key), message, rule);
    }

    /** Refuses every key that is not known, with the name that was probably meant. */
    public void onlyKeys(Collection<String> known) {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                refuse(
                        key,
                        YamlRule.UNKNOWN_KEY,
                        "unknown key" + Nearest.hint(key, known) + Signs.hint(key));
            }
        }
    }

    @Override
    String pathOf(String child) {
        String path = path();
        String shown = YamlScalar.shown(child);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    @Override
    String described() {
        return "keys and values";
    }

    @Override
    public Optional<YamlMap> map() {
        return Optional.of(this);
    }
}
