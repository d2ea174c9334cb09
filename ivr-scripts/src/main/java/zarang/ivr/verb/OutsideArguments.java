package zarang.ivr.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.script.HttpArguments;
import zarang.call.script.RedisArguments;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.expression.Template;
import zarang.ivr.step.StepTools;

/** What a look-up outside is asked with, by what the run knows when the step is reached. */
sealed interface OutsideArguments {
    Map<String, ScriptValue> filled(StepTools run);

    /**
     * For the web.
     *
     * @param fixed the same each time
     * @param send members of the JSON object that is sent
     */
    record OfHttp(
            Map<String, ScriptValue> fixed,
            Optional<Template> url,
            Map<String, Template> headers,
            Map<String, Expression> send)
            implements OutsideArguments {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        @Override
        public Map<String, ScriptValue> filled(StepTools run) {
            Map<String, ScriptValue> arguments = new HashMap<>(fixed);
            url.ifPresent(template ->
                    arguments.put(
                            HttpArguments.URL,
                            new ScriptValue.Text(
                                    template.text(run::value, OutsideArguments::percentEncoded))));
            headers.forEach((name, template) ->
                    arguments.put(
                            HttpArguments.HEADER + name,
                            new ScriptValue.Text(template.text(run::value))));
            if (!send.isEmpty()) {
                arguments.put(
                        HttpArguments.BODY,
                        new ScriptValue.Text(JSON.writeValueAsString(body(send, run))));
            }
            return arguments;
        }
    }

    /**
     * For Redis.
     *
     * @param with what stands in the places of the key
     */
    record OfRedis(String key, Map<String, Expression> with) implements OutsideArguments {
        @Override
        public Map<String, ScriptValue> filled(StepTools run) {
            Map<String, ScriptValue> arguments = new HashMap<>();
            arguments.put(RedisArguments.KEY, new ScriptValue.Text(key));
            with.forEach((place, expression) ->
                    run.value(expression)
                            .ifPresent(value -> arguments.put(RedisArguments.WITH + place, value)));
            return arguments;
        }
    }

    /** The JSON object of what is known; the rest is null. */
    static ObjectNode body(Map<String, Expression> send, StepTools run) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        send.forEach((name, expression) ->
                body.set(
                        name,
                        run.value(expression)
                                .map(OutsideArguments::json)
                                .orElseGet(JsonNodeFactory.instance::nullNode)));
        return body;
    }

    private static JsonNode json(ScriptValue value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (value) {
            case ScriptValue.Text text -> make.stringNode(text.text());
            case ScriptValue.Decimal decimal -> make.numberNode(decimal.number());
            case ScriptValue.Money money -> make.numberNode(money.amount());
            case ScriptValue.YesNo yesNo -> make.booleanNode(yesNo.yes());
            case ScriptValue.Date date -> make.stringNode(date.text());
            case ScriptValue.Digits digits -> make.stringNode(digits.text());
            case ScriptValue.Many many -> {
                ArrayNode items = make.arrayNode();
                many.items().forEach(item -> items.add(json(item)));
                yield items;
            }
        };
    }

    private static String percentEncoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
