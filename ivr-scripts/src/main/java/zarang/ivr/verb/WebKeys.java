package zarang.ivr.verb;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.call.script.HttpArguments;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.expression.Template;
import zarang.ivr.step.Shape;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.ValueShapes;

/** The keys of verbs that speak to a host of the web. */
final class WebKeys {
    private static final int URL_MAX = 500;

    /** The host is written, never filled in. */
    private static final Pattern WITH_HOST = Pattern.compile("https?://[^{}/?#\\s@]+(?:[/?#].*)?");

    static final StepKey<Map<String, String>> SECRET_HEADERS =
            StepKey.usually(
                    "secret-headers.*",
                    Shapes.each(Shapes.secret(), headerNames(), Set.of()),
                    Map.of(),
                    "none",
                    "of a request to the web: a header, and the name under `script-http.secrets` of"
                            + " what it is");
    static final StepKey<Map<String, Optional<Expression>>> SEND =
            StepKey.usually(
                    "send.*",
                    Shapes.each(
                            ValueShapes.expression(), Shapes.schema("maxProperties", 50), Set.of()),
                    Map.of(),
                    "none",
                    "of a request to the web: a member of the JSON object that is sent");

    private WebKeys() {}

    /** What the schema of headers says of their names. */
    static Map<String, Object> headerNames() {
        return Shapes.schema(
                "maxProperties",
                20,
                "propertyNames",
                Shapes.schema(
                        "pattern",
                        "^[A-Za-z0-9-]{1,64}$",
                        Shapes.EXPECTED,
                        "the name of a header: letters, digits, dashes"));
    }

    /** The url of a request: a text with places. */
    static Shape<Optional<Template>> url() {
        return ValueShapes.template(URL_MAX);
    }

    /** Reads a url; one without a host of its own is a finding. */
    static Optional<Template> url(StepReader step, StepKey<Optional<Template>> key) {
        Optional<Template> url = step.get(key);
        url.filter(written -> !WITH_HOST.matcher(written.toString()).matches())
                .ifPresent(written ->
                        step.refuse(
                                key,
                                "is no url with a host of its own, such as"
                                        + " https://crm.example/{order}"));
        return url;
    }

    /** What is sent, as far as it could be read. */
    static Map<String, Expression> send(StepReader step) {
        return present(step.get(SEND));
    }

    /** The values that could be read; the others have findings. */
    static <T> Map<String, T> present(Map<String, Optional<T>> read) {
        Map<String, T> present = new LinkedHashMap<>();
        read.forEach((name, value) -> value.ifPresent(known -> present.put(name, known)));
        return present;
    }

    /** What of a request is the same each time. */
    static Map<String, ScriptValue> fixed(
            StepReader step, String method, int retries, Duration within) {
        Map<String, ScriptValue> fixed = new HashMap<>();
        step.get(SECRET_HEADERS)
                .forEach((header, secret) ->
                        fixed.put(HttpArguments.SECRET + header, new ScriptValue.Text(secret)));
        fixed.put(HttpArguments.METHOD, new ScriptValue.Text(method));
        fixed.put(HttpArguments.RETRIES, OutsideLookUp.number(retries));
        fixed.put(HttpArguments.WITHIN_MS, OutsideLookUp.number(within.toMillis()));
        return fixed;
    }
}
