package zarang.crm.lookup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.script.ScriptValue;

/** Takes values out of a JSON answer. */
final class JsonAnswer {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final int TEXT_MAX = 1_000;
    private static final int ITEMS_MAX = 100;

    /** Of a number, before and after its point. */
    private static final int DIGITS_MAX = 100;

    private JsonAnswer() {}

    /**
     * The values that pointers lead to; one that leads to nothing, to null or to an object is left
     * out.
     *
     * @param take pointers by the names of the values
     * @return empty if it is no JSON
     */
    static Optional<Map<String, ScriptValue>> take(byte[] body, Map<String, String> take) {
        if (take.isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            JsonNode root = JSON.readTree(body);
            Map<String, ScriptValue> values = new LinkedHashMap<>();
            take.forEach((name, pointer) ->
                    value(root.at(JsonPointer.compile(pointer)))
                            .ifPresent(value -> values.put(name, value)));
            return Optional.of(values);
        } catch (JacksonException | IllegalArgumentException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<ScriptValue> value(JsonNode node) {
        if (node.isArray()) {
            List<ScriptValue> items = new ArrayList<>();
            for (JsonNode item : node) {
                if (items.size() < ITEMS_MAX) {
                    scalar(item).ifPresent(items::add);
                }
            }
            return Optional.of(new ScriptValue.Many(items));
        }
        return scalar(node);
    }

    /** One that nobody can calculate with is no number: {@code 1e999999999 + 1} is a gigabyte. */
    private static ScriptValue number(BigDecimal number) {
        return Math.abs((long) number.scale()) <= DIGITS_MAX && number.precision() <= DIGITS_MAX
                ? new ScriptValue.Decimal(number)
                : new ScriptValue.Text(number.toString());
    }

    private static Optional<ScriptValue> scalar(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(number(node.decimalValue()));
        }
        if (node.isBoolean()) {
            return Optional.of(new ScriptValue.YesNo(node.booleanValue()));
        }
        return node.isString()
                ? Optional.of(node.stringValue())
                        .filter(text -> text.length() <= TEXT_MAX)
                        .map(ScriptValue.Text::new)
                : Optional.empty();
    }
}
