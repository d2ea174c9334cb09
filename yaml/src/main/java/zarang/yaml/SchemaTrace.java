package zarang.yaml;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The way from the root of a schema to the keyword that failed.
 *
 * @param schema the object that holds the keyword
 * @param union the outermost {@code anyOf} or {@code oneOf} on the way that says what it expects;
 *     missing if there is none
 * @param unionDepth how many steps down the document the union applies
 */
record SchemaTrace(JsonNode schema, JsonNode union, int unionDepth) {
    static SchemaTrace of(JsonNode root, NodePath evaluation) {
        JsonNode schema = root;
        JsonNode union = MissingNode.getInstance();
        int unionDepth = 0;
        int depth = 0;
        int at = 0;
        int last = evaluation.getNameCount() - 1;
        while (at <= last) {
            String keyword = evaluation.getName(at);
            if ((keyword.equals("anyOf") || keyword.equals("oneOf"))
                    && union.isMissingNode()
                    && schema.has(YamlSchema.EXPECTED)) {
                union = schema;
                unionDepth = depth;
            }
            if (at == last) {
                break;
            }
            JsonNode next = schema.path(keyword);
            at++;
            switch (keyword) {
                case "$ref" -> next = root.at(next.asString().substring(1));
                case "properties", "patternProperties", "prefixItems" -> {
                    next = child(next, evaluation.getName(at++));
                    depth++;
                }
                case "allOf", "anyOf", "oneOf", "dependentSchemas" ->
                        next = child(next, evaluation.getName(at++));
                case "additionalProperties",
                        "unevaluatedProperties",
                        "items",
                        "unevaluatedItems",
                        "contains" ->
                        depth++;
                default -> {}
            }
            if (!next.isObject()) {
                break;
            }
            schema = next;
        }
        return new SchemaTrace(schema, union, unionDepth);
    }

    private static JsonNode child(JsonNode node, String name) {
        return node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
    }
}
