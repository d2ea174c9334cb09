package zarang.ivr.verb;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.HttpArguments;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.expression.Template;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;

/** {@code webhook}: tells a host of the web something; what it answers does not matter. */
final class WebhookVerb implements IvrVerb {
    private static final StepKey<Optional<Template>> WEBHOOK =
            StepKey.required(
                    "webhook",
                    ValueShapes.template(500),
                    "the url; what stands in its places is percent-encoded, and the host has none");
    private static final StepKey<Map<String, Optional<Expression>>> SEND =
            StepKey.usually(
                    "send.*",
                    Shapes.each(
                            ValueShapes.expression(), Shapes.schema("maxProperties", 50), Set.of()),
                    Map.of(),
                    "none",
                    "a member of the JSON object that is posted");
    private static final StepKey<Map<String, String>> SECRET_HEADERS =
            StepKey.usually(
                    "secret-headers.*",
                    Shapes.each(
                            Shapes.text("the name of a secret", "[A-Za-z0-9][A-Za-z0-9._-]{0,31}"),
                            Shapes.schema("maxProperties", 20),
                            Set.of()),
                    Map.of(),
                    "none",
                    "a header, and the name under `script-http.secrets` of what it is");
    private static final StepKey<Duration> WITHIN =
            StepKey.usually(
                    "within",
                    Shapes.span(Duration.ofMillis(10), Duration.ofSeconds(20)),
                    Duration.ofSeconds(2),
                    "2s",
                    "how long the caller is kept waiting for it");
    private static final StepKey<String> SENT =
            StepKey.required("on.sent", Shapes.target(), "it was taken (2xx)");
    private static final StepKey<String> TIMEOUT =
            StepKey.required("on.timeout", Shapes.target(), "`within` is over");
    private static final StepKey<String> ERROR =
            StepKey.required("on.error", Shapes.target(), "it was not taken");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Posts something to a host of the web, once (docs/LOOKUPS.md). Events of every call"
                        + " go to the webhooks of `zarang.yaml` by themselves.",
                WEBHOOK,
                SEND,
                SECRET_HEADERS,
                WITHIN,
                SENT,
                TIMEOUT,
                ERROR);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<Template> url = step.get(WEBHOOK);
        url.filter(written -> !WebAddress.hasHost(written))
                .ifPresent(written -> step.refuse(WEBHOOK, WebAddress.WITHOUT_HOST));
        Duration within = step.get(WITHIN);
        Map<String, ScriptValue> fixed = new LinkedHashMap<>();
        fixed.put(HttpArguments.METHOD, new ScriptValue.Text("POST"));
        fixed.put(HttpArguments.RETRIES, OutsideLookUp.number(0));
        fixed.put(HttpArguments.WITHIN_MS, OutsideLookUp.number(within.toMillis()));
        step.get(SECRET_HEADERS)
                .forEach((header, secret) ->
                        fixed.put(HttpArguments.SECRET + header, new ScriptValue.Text(secret)));
        Map<String, Expression> send = new LinkedHashMap<>();
        step.get(SEND).forEach((name, value) -> value.ifPresent(known -> send.put(name, known)));
        String error = step.get(ERROR);
        return new OutsideLookUp(
                HttpArguments.SERVICE,
                within,
                new OutsideArguments.OfHttp(fixed, url, Map.of(), send),
                Map.of(),
                new OutsideLookUp.Ends(step.get(SENT), error, step.get(TIMEOUT), error));
    }
}
