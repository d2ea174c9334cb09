package zarang.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import zarang.yaml.FilePlace;
import zarang.yaml.Nearest;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/**
 * All that was written, file after file and then {@code --set}: the last one counts. One thread.
 */
final class ConfigText {
    private final KnownKeys keys;
    private final Map<List<String>, YamlNode> values = new LinkedHashMap<>();
    private final Map<List<String>, SequencedSet<String>> names = new LinkedHashMap<>();
    private final Map<List<String>, FilePlace> places = new LinkedHashMap<>();

    ConfigText(KnownKeys keys) {
        this.keys = keys;
    }

    /**
     * Takes a document; what is no key of the configuration gets a finding.
     *
     * @param file the one that it is; empty for {@code --set}, which may name every key
     */
    void take(YamlMap root, Optional<String> file) {
        take(root, List.of(), file);
    }

    private void take(YamlNode node, List<String> path, Optional<String> file) {
        if (keys.find(path).isPresent()) {
            values.put(path, node);
        } else if (file.isPresent() && keys.isListOfItems(path)) {
            node.list().ifPresent(list -> takeItems(list, path, file));
        } else if (node instanceof YamlMap map) {
            map.keys().forEach(name -> takeKey(map, name, path, file));
        } else if (!(node instanceof YamlScalar scalar
                && scalar.kind() == YamlScalar.Kind.NOTHING)) {
            node.map();
        }
    }

    private void takeItems(YamlList list, List<String> path, Optional<String> file) {
        List<YamlNode> items = list.items();
        for (int i = 0; i < items.size(); i++) {
            takeNamed(items.get(i), path, Integer.toString(i), file);
        }
    }

    private void takeKey(YamlMap map, String name, List<String> path, Optional<String> file) {
        List<String> longer = longer(path, name);
        List<Key<?>> known = keys.from(longer);
        if (known.isEmpty()) {
            map.refuse(
                    name,
                    "unknown key"
                            + Nearest.hint(name, keys.below(path, file))
                            + YamlDocument.hint(name));
        } else if (file.isPresent() && known.stream().noneMatch(k -> k.file().equals(file.get()))) {
            map.refuse(name, "stands in the wrong file, expected in " + known.getFirst().file());
        } else {
            map.get(name).ifPresent(value -> takeNamed(value, path, name, file));
        }
    }

    private void takeNamed(YamlNode value, List<String> path, String name, Optional<String> file) {
        List<String> longer = longer(path, name);
        names.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(name);
        places.putIfAbsent(longer, value.place());
        take(value, longer, file);
    }

    /** The names below a path, in the order they were written. */
    SequencedSet<String> names(String... path) {
        return names.getOrDefault(List.of(path), new LinkedHashSet<>());
    }

    Optional<YamlNode> value(List<String> path) {
        return Optional.ofNullable(values.get(path));
    }

    /** Where the beginning of a path stands; a file's start if it is nowhere. */
    FilePlace place(List<String> path, String otherwise) {
        for (int length = path.size(); length > 0; length--) {
            FilePlace place = places.get(path.subList(0, length));
            if (place != null) {
                return place;
            }
        }
        return FilePlace.start(otherwise);
    }

    static List<String> longer(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }
}
