package zarang.ivr.verb;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.HttpArguments;
import zarang.call.script.RedisArguments;
import zarang.call.script.ScriptValue;
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
                    Shapes.choice(kinds(), MemberService.NAME),
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
                    ValueShapes.template(500),
                    Optional.empty(),
                    "none",
                    "of `http`; what stands in its places is percent-encoded, and the host has none");
    private static final StepKey<String> METHOD =
            StepKey.usually(
                    "method",
                    Shapes.choice(methods(), ""),
                    "",
                    "GET, or POST where something is sent",
                    "of `http`");
    private static final StepKey<Map<String, Optional<Template>>> HEADERS =
            StepKey.usually(
                    "headers.*",
                    Shapes.each(ValueShapes.template(500), headers(), Set.of()),
                    Map.of(),
                    "none",
                    "of `http`: a header and its value");
    private static final StepKey<Map<String, String>> SECRET_HEADERS =
            StepKey.usually(
                    "secret-headers.*",
                    Shapes.each(
                            Shapes.text("the name of a secret", "[A-Za-z0-9][A-Za-z0-9._-]{0,31}"),
                            headers(),
                            Set.of()),
                    Map.of(),
                    "none",
                    "of `http`: a header, and the name under `script-http.secrets` of what it is");
    private static final StepKey<Map<String, Optional<Expression>>> SEND =
            StepKey.usually(
                    "send.*",
                    Shapes.each(
                            ValueShapes.expression(), Shapes.schema("maxProperties", 50), Set.of()),
                    Map.of(),
                    "none",
                    "of `http`: a member of the JSON object that is sent");
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
                    Shapes.text("a name under redis-lookups", "[A-Za-z0-9][A-Za-z0-9._-]{0,31}"),
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

    private static Map<String, String> kinds() {
        return inOrder(MemberService.NAME, HttpArguments.SERVICE, RedisArguments.SERVICE);
    }

    private static Map<String, String> methods() {
        return inOrder("GET", "POST", "PUT", "PATCH", "DELETE");
    }

    private static Map<String, String> inOrder(String... words) {
        Map<String, String> all = new LinkedHashMap<>();
        List.of(words).forEach(word -> all.put(word, word));
        return all;
    }

    private static Map<String, Object> headers() {
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
                        SECRET_HEADERS,
                        SEND,
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
        String unknown = must(step, UNKNOWN, "unknown", error);
        return new MemberLookUp(
                step.get(WITHIN).orElse(OF_MEMBER),
                step.get(FOUND),
                unknown,
                step.get(WITHHELD).orElse(unknown),
                step.get(TIMEOUT),
                error);
    }

    private static StepRun http(StepReader step) {
        Optional<Template> url = step.get(URL);
        if (url.isEmpty()) {
            step.refuse(LOOKUP, "asks the web for nothing, expected url beside it");
        } else if (!WebAddress.hasHost(url.get())) {
            step.refuse(URL, WebAddress.WITHOUT_HOST);
        }
        Map<String, ScriptValue> fixed = new HashMap<>();
        step.get(SECRET_HEADERS)
                .forEach((header, secret) ->
                        fixed.put(HttpArguments.SECRET + header, new ScriptValue.Text(secret)));
        Map<String, Expression> send = present(step.get(SEND));
        String method = step.get(METHOD);
        fixed.put(
                HttpArguments.METHOD,
                new ScriptValue.Text(!method.isEmpty() ? method : send.isEmpty() ? "GET" : "POST"));
        fixed.put(HttpArguments.RETRIES, OutsideLookUp.number(step.get(RETRIES)));
        Duration within = step.get(WITHIN).orElse(OF_HTTP);
        fixed.put(HttpArguments.WITHIN_MS, OutsideLookUp.number(within.toMillis()));
        Map<String, Template> headers = new LinkedHashMap<>();
        step.get(HEADERS)
                .forEach((name, value) -> value.ifPresent(text -> headers.put(name, text)));
        return outside(
                step,
                HttpArguments.SERVICE,
                within,
                new OutsideArguments.OfHttp(fixed, url, headers, send));
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
                new OutsideArguments.OfRedis(key.orElse(""), present(step.get(WITH))));
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
                        step.get(FOUND),
                        must(step, NOT_FOUND, "not-found", error),
                        step.get(TIMEOUT),
                        error));
    }

    private static Map<String, Expression> present(Map<String, Optional<Expression>> read) {
        Map<String, Expression> present = new LinkedHashMap<>();
        read.forEach((name, value) -> value.ifPresent(known -> present.put(name, known)));
        return present;
    }

    /** A way out that this kind of look-up must have. */
    private static String must(
            StepReader step, StepKey<Optional<String>> key, String outcome, String otherwise) {
        Optional<String> target = step.get(key);
        if (target.isEmpty()) {
            step.refuse(key, "lacks the outcome " + outcome + ", expected a step for it");
        }
        return target.orElse(otherwise);
    }
}
