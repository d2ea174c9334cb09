package zarang.ivr.verb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.HttpArguments;
import zarang.ivr.expression.Template;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** {@code webhook}: tells a host of the web something; what it answers does not matter. */
final class WebhookVerb implements IvrVerb {
    private static final StepKey<Optional<Template>> WEBHOOK =
            StepKey.required(
                    "webhook",
                    WebKeys.url(),
                    "the url; what stands in its places is percent-encoded, and the host has none");
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
                WebKeys.SEND,
                WebKeys.SECRET_HEADERS,
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
        Optional<Template> url = WebKeys.url(step, WEBHOOK);
        Duration within = step.get(WITHIN);
        String error = step.get(ERROR);
        return new OutsideLookUp(
                HttpArguments.SERVICE,
                within,
                new OutsideArguments.OfHttp(
                        WebKeys.fixed(step, "POST", 0, within), url, Map.of(), WebKeys.send(step)),
                Map.of(),
                new OutsideLookUp.Ends(step.get(SENT), error, step.get(TIMEOUT), error));
    }
}
