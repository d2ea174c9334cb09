package zarang.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values in a row. */
public final class YamlList extends YamlNode {
    private final List<YamlNode> items = new ArrayList<>();

    YamlList(@Nullable YamlNode parent, String name, FilePlace place, Findings findings) {
        super(parent, name, place, findings);
    }

    void add(YamlNode item) {
        items.add(item);
    }

    public List<YamlNode> items() {
        return Collections.unmodifiableList(items);
    }

    @Override
    String pathOf(String child) {
        return path() + "[" + child + "]";
    }

    @Override
    String described() {
        return items.isEmpty() ? "an empty list" : "a list";
    }

    @Override
    public Optional<YamlList> list() {
        return Optional.of(this);
    }

    @Override
    public List<String> texts() {
        return items.stream().map(YamlNode::text).flatMap(Optional::stream).toList();
    }

    /** Its items that are maps; others leave a finding. */
    public List<YamlMap> maps() {
        return items.stream().map(YamlNode::map).flatMap(Optional::stream).toList();
    }
}
