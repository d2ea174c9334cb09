package zarang.ivr.verb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.HttpArguments;
import zarang.call.script.RedisArguments;
import zarang.ivr.expression.Expression;
import zarang.ivr.expression.Template;
import zarang.ivr.service.MemberService;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;

/**
 * {@code lookup}: who calls, what a host of the web says, what stands in Redis. The keys are here;
 * {@link MemberLookUp} and {@link OutsideLookUp} run it.
 */
final class LookUpVerb implements IvrVerb {
    private static final Duration OF_MEMBER = Duration.ofMillis(150);
    private static final Duration OF_REDIS = Duration.ofMillis(500);
    private static final Duration OF_HTTP = Duration.ofSeconds(2);

    private static final StepKey<String> LOOKUP =
            StepKey.required(
                    "lookup",
                    Shapes.oneOf(MemberService.NAME, HttpArguments.SERVICE, RedisArguments.SERVICE),
                    "what is looked up: `member` is the member behind the caller's number, `http`"
                            + " asks a host of the web, `redis` reads what an admin has named under"
                            + " `redis-lookups`");
    private static final StepKey<Optional<Duration>> WITHIN =
            StepKey.optional(
                    "within",
                    Shapes.span(Duration.ofMillis(10), Duration.ofSeconds(20)),
                    "how long the caller is kept waiting for it; without it 150 ms for a member, 500"
                            + " ms for Redis, 2 s for the web, all tries together");
    private static final StepKey<Optional<Template>> URL =
            StepKey.usually(
                    "url",
                    WebKeys.url(),
                    Optional.empty(),
                    "none",
                    "of `http`; what stands in its places is percent-encoded, and the host has none");
    private static final StepKey<String> METHOD =
            StepKey.usually(
                    "method",
                    Shapes.oneOf("GET", "POST", "PUT", "PATCH", "DELETE"),
                    "",
                    "GET, or POST where something is sent",
                    "of `http`");
    private static final StepKey<Map<String, Optional<Template>>> HEADERS =
            StepKey.usually(
                    "headers.*",
                    Shapes.each(ValueShapes.template(500), WebKeys.headerNames(), Set.of()),
                    Map.of(),
                    "none",
                    "of `http`: a header and its value");
    private static final StepKey<Integer> RETRIES =
            StepKey.usually(
                    "retries",
                    Shapes.count(0, 3),
                    0,
                    "0",
                    "of `http`: tries after one that failed, where doing it twice is harmless (GET,"
                            + " PUT, DELETE)");
    private static final StepKey<Optional<String>> KEY =
            StepKey.optional(
                    "key",
                    Shapes.configured("a name under redis-lookups"),
                    "of `redis`: which of `redis-lookups`");
    private static final StepKey<Map<String, Optional<Expression>>> WITH =
            StepKey.usually(
                    "with.*",
                    Shapes.each(
                            ValueShapes.expression(), Shapes.schema("maxProperties", 8), Set.of()),
                    Map.of(),
                    "none",
                    "of `redis`: what stands in a place of the key");
    private static final StepKey<Map<String, String>> TAKE =
            StepKey.usually(
                    "take.*",
                    Shapes.each(
                            Shapes.text(
                                    "a JSON pointer such as /order/status, or a field of the hash",
                                    "(/[^\\p{Cntrl}]{0,199})|[^/\\s]{1,64}"),
                            Shapes.schema("maxProperties", 20),
                            Set.of()),
                    Map.of(),
                    "none",
                    "a variable of this flow, and where its value stands: of `http` a JSON pointer,"
                            + " of `redis` a field of the hash, or `value`. What is not there makes"
                            + " the variable unknown");
    private static final StepKey<String> FOUND =
            StepKey.required("on.found", Shapes.target(), "a member calls; there is an answer");
    private static final StepKey<Optional<String>> UNKNOWN =
            StepKey.optional(
                    "on.unknown",
                    Shapes.target(),
                    "of `member`, where it must be there: nobody by that number");
    private static final StepKey<Optional<String>> WITHHELD =
            StepKey.optional(
                    "on.withheld",
                    Shapes.target(),
                    "of `member`: a caller who shows no number, or none that is believed; without it"
                            + " such a caller goes where `unknown` leads");
    private static final StepKey<Optional<String>> NOT_FOUND =
            StepKey.optional(
                    "on.not-found",
                    Shapes.target(),
                    "of `http` (404 or 410) and `redis`, where it must be there: there is none");
    private static final StepKey<String> TIMEOUT =
            StepKey.required("on.timeout", Shapes.target(), "`within` is over");
    private static final StepKey<String> ERROR =
            StepKey.required("on.error", Shapes.target(), "it cannot be looked up now, or not so");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Looks something up. `member` sets `member.tier` and `member.points`; `http` and"
                        + " `redis` set the variables under `take` (docs/LOOKUPS.md).",
                List.of(
                        LOOKUP,
                        WITHIN,
                        URL,
                        METHOD,
                        HEADERS,
                        WebKeys.SECRET_HEADERS,
                        WebKeys.SEND,
                        RETRIES,
                        KEY,
                        WITH,
                        TAKE,
                        FOUND,
                        UNKNOWN,
                        WITHHELD,
                        NOT_FOUND,
                        TIMEOUT,
                        ERROR),
                MemberVariables.ALL);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        // every way out is one, also where this kind of look-up does not take it
        List.of(UNKNOWN, WITHHELD, NOT_FOUND).forEach(step::get);
        return switch (step.get(LOOKUP)) {
            case HttpArguments.SERVICE -> http(step);
            case RedisArguments.SERVICE -> redis(step);
            default -> member(step);
        };
    }

    private static StepRun member(StepReader step) {
        step.sets(MemberVariables.ALL);
        String error = step.get(ERROR);
        String unknown = step.must(UNKNOWN, error);
        return new MemberLookUp(
                step.get(WITHIN).orElse(OF_MEMBER),
                step.get(FOUND),
                unknown,
                step.get(WITHHELD).orElse(unknown),
                step.get(TIMEOUT),
                error);
    }

    private static StepRun http(StepReader step) {
        Optional<Template> url = WebKeys.url(step, URL);
        if (url.isEmpty()) {
            step.refuse(LOOKUP, "asks the web for nothing, expected url beside it");
        }
        Map<String, Expression> send = WebKeys.send(step);
        String method = step.get(METHOD);
        String usual = send.isEmpty() ? "GET" : "POST";
        Duration within = step.get(WITHIN).orElse(OF_HTTP);
        return outside(
                step,
                HttpArguments.SERVICE,
                within,
                new OutsideArguments.OfHttp(
                        WebKeys.fixed(
                                step, method.isEmpty() ? usual : method, step.get(RETRIES), within),
                        url,
                        WebKeys.present(step.get(HEADERS)),
                        send));
    }

    private static StepRun redis(StepReader step) {
        Optional<String> key = step.get(KEY);
        if (key.isEmpty()) {
            step.refuse(LOOKUP, "reads nothing of Redis, expected key beside it");
        }
        return outside(
                step,
                RedisArguments.SERVICE,
                step.get(WITHIN).orElse(OF_REDIS),
                new OutsideArguments.OfRedis(key.orElse(""), WebKeys.present(step.get(WITH))));
    }

    private static StepRun outside(
            StepReader step, String service, Duration within, OutsideArguments arguments) {
        String error = step.get(ERROR);
        return new OutsideLookUp(
                service,
                within,
                arguments,
                OutsideLookUp.take(step, TAKE),
                new OutsideLookUp.Ends(
                        step.get(FOUND), step.must(NOT_FOUND, error), step.get(TIMEOUT), error));
    }
}
