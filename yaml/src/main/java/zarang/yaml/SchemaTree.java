package zarang.yaml;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tree as the schema validator wants it. */
final class SchemaTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONG_BITS = 63;

    private SchemaTree() {}

    /** Recursion is bounded by {@link TreeBuilder#DEPTH_MAX}. */
    static JsonNode of(YamlNode node) {
        return switch (node) {
            case YamlMap map -> {
                ObjectNode object = NODES.objectNode();
                map.values().forEach((key, value) -> object.set(key, of(value)));
                yield object;
            }
            case YamlList list -> {
                ArrayNode array = NODES.arrayNode();
                list.items().forEach(item -> array.add(of(item)));
                yield array;
            }
            case YamlScalar scalar -> scalar(scalar);
        };
    }

    private static JsonNode scalar(YamlScalar scalar) {
        return switch (scalar.kind()) {
            case NOTHING -> NODES.nullNode();
            case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(scalar.raw()));
            case INTEGER -> {
                BigInteger value = scalar.integerValue();
                yield value.bitLength() <= LONG_BITS
                        ? NODES.numberNode(value.longValueExact())
                        : NODES.numberNode(value);
            }
            case DECIMAL -> decimal(scalar.raw());
            case TEXT -> NODES.stringNode(scalar.raw());
        };
    }

    /** {@code .inf} and {@code .nan} are no JSON numbers, so they count as text. */
    private static JsonNode decimal(String raw) {
        if (raw.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            double value = Double.parseDouble(raw);
            if (Double.isFinite(value)) {
                return NODES.numberNode(value);
            }
        }
        return NODES.stringNode(raw);
    }
}
