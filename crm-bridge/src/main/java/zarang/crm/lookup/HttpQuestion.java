package zarang.crm.lookup;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.script.HttpArguments;
import zarang.call.script.ScriptValue;

/**
 * What a script asks the web.
 *
 * @param url absolute, http or https
 * @param headers by name, with secrets in them: never printed
 * @param take JSON pointers by the names of values
 * @param within for all tries together
 */
record HttpQuestion(
        String method,
        URI url,
        Map<String, String> headers,
        Optional<String> body,
        Map<String, String> take,
        Duration within,
        int retries) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int RETRIES_MAX = 3;

    HttpQuestion {
        headers = Map.copyOf(headers);
        take = Map.copyOf(take);
    }

    /** It cannot be asked so; the message shows neither url nor secret. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Reads what the verb gave.
     *
     * @param secrets by name
     */
    static HttpQuestion read(Map<String, ScriptValue> arguments, Map<String, String> secrets)
            throws Unfit {
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> take = new LinkedHashMap<>();
        for (Map.Entry<String, ScriptValue> each : arguments.entrySet()) {
            String key = each.getKey();
            String value = each.getValue().text();
            if (key.startsWith(HttpArguments.HEADER)) {
                headers.put(key.substring(HttpArguments.HEADER.length()), value);
            } else if (key.startsWith(HttpArguments.SECRET)) {
                headers.put(key.substring(HttpArguments.SECRET.length()), secret(secrets, value));
            } else if (key.startsWith(HttpArguments.TAKE)) {
                take.put(key.substring(HttpArguments.TAKE.length()), value);
            }
        }
        String method =
                text(arguments, HttpArguments.METHOD).orElse("GET").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new Unfit("the method is none of " + METHODS.stream().sorted().toList());
        }
        return new HttpQuestion(
                method,
                url(text(arguments, HttpArguments.URL).orElse("")),
                headers,
                text(arguments, HttpArguments.BODY),
                take,
                within(arguments),
                Math.min(RETRIES_MAX, number(arguments, HttpArguments.RETRIES, 0)));
    }

    private static String secret(Map<String, String> secrets, String name) throws Unfit {
        String secret = secrets.get(name);
        if (secret == null) {
            throw new Unfit("there is no secret '" + name + "' under script-http.secrets");
        }
        return secret;
    }

    private static URI url(String text) throws Unfit {
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
                throw new Unfit("the url is not http or https with a host");
            }
            return url;
        } catch (URISyntaxException malformed) {
            throw new Unfit("the url is malformed");
        }
    }

    private static Duration within(Map<String, ScriptValue> arguments) {
        Duration wanted = Duration.ofMillis(number(arguments, HttpArguments.WITHIN_MS, 2_000));
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    private static int number(Map<String, ScriptValue> arguments, String name, int usual) {
        return arguments.get(name) instanceof ScriptValue.Decimal number
                ? number.number().intValue()
                : usual;
    }

    private static Optional<String> text(Map<String, ScriptValue> arguments, String name) {
        return Optional.ofNullable(arguments.get(name)).map(ScriptValue::text);
    }

    boolean isTls() {
        return "https".equals(url.getScheme());
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : isTls() ? 443 : 80;
    }

    /** What a host is known by: name and port. */
    String host() {
        return url.getHost().toLowerCase(Locale.ROOT) + ":" + port();
    }

    /** Path and query. */
    String target() {
        String path =
                url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** Neither path nor headers nor body: they may hold what callers pressed, and secrets. */
    @Override
    public String toString() {
        return method + " " + host();
    }
}
