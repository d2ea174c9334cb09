package zarang.crm.keys;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Secret;
import zarang.config.Urls;
import zarang.config.Values;
import zarang.redis.Sha256;

/** The keys {@code webhooks[*]} of {@code zarang.yaml}. */
public final class WebhookKeys {
    private static final List<String> SCHEMES = List.of("https", "http");
    private static final String LOGIN = "take it away, the signature says who posts";
    private static final Pattern SECRET = Pattern.compile("(whsec_)?[A-Za-z0-9+/]{32,88}={0,2}");

    private final KeyTable table = new KeyTable("zarang.yaml");
    private final Key<String> id;
    private final Key<URI> url;
    private final Key<String> secretFile;
    private final Key<List<String>> events;
    private final Key<Duration> timeout;

    /**
     * The facts of the whole house are known to who puts the rooms together.
     *
     * @param told every fact that an endpoint can be told, such as {@code call.ended}
     * @param toldIfAsked those of them that one is told only if it names them
     */
    public WebhookKeys(Set<String> told, Set<String> toldIfAsked) {
        id =
                table.without(
                        "webhooks[*].id",
                        Values.text("1 to 32 letters, digits, '-' or '_'", "[A-Za-z0-9_-]{1,32}"),
                        "made from the url",
                        "Its name in logs and metrics, and of what is due to it; name it to change"
                                + " the url later without losing that.");
        url =
                table.without(
                        "webhooks[*].url",
                        Kind.masked(
                                "an http or https URL with a host, without a password or '#'",
                                text -> Urls.read(text, SCHEMES),
                                text -> Urls.fault(text, SCHEMES, LOGIN)),
                        Key.REQUIRED,
                        "Where events are posted.");
        secretFile =
                table.without(
                        "webhooks[*].secret-file",
                        Values.file(),
                        Key.REQUIRED,
                        "File with the secret that signs them: 24 to 64 bytes in base64, with or"
                                + " without whsec_ in front. Mode 600; below the configuration"
                                + " folder unless absolute.");
        events =
                table.without(
                        "webhooks[*].events",
                        Kind.several(
                                Kind.one(
                                        "one of " + String.join(", ", told),
                                        s -> Optional.of(s).filter(told::contains)),
                                1,
                                told.size()),
                        "all but " + String.join(", ", toldIfAsked),
                        "Which events.");
        timeout =
                table.of(
                        "webhooks[*].timeout",
                        Kind.span(Duration.ofMillis(100), Duration.ofMinutes(1)),
                        "15s",
                        "Time of one attempt, connecting included.");
    }

    public KeyTable table() {
        return table;
    }

    /** Those that are written without a mistake. */
    public List<Endpoint> read(ConfigReader reading) {
        List<Endpoint> endpoints = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String item : reading.names("webhooks")) {
            Optional<URI> at = reading.required(url, item);
            Optional<String> name = reading.get(id, item).or(() -> at.map(WebhookKeys::idOf));
            Optional<Secret> secret =
                    reading.required(secretFile, item)
                            .flatMap(file -> reading.secret(1, file, secretFile, item))
                            .filter(text -> signs(reading, text, item));
            at.filter(Urls::isOpenToOthers)
                    .ifPresent(open ->
                            reading.warn(
                                    url,
                                    "is http to another network: callers' numbers can be read on"
                                            + " the way; write https",
                                    item));
            Set<String> wanted = Set.copyOf(reading.get(events, item).orElse(List.of()));
            Duration limit = reading.value(timeout, item);
            if (name.isPresent() && !ids.add(name.get())) {
                reading.refuse(id, "found '" + name.get() + "' twice, expected each id once", item);
            }
            if (name.isPresent() && at.isPresent() && secret.isPresent()) {
                endpoints.add(new Endpoint(name.get(), at.get(), secret.get(), wanted, limit));
            }
        }
        return endpoints;
    }

    /**
     * A name for an endpoint that was given none; says nothing of the url, which may hold a token.
     */
    private static String idOf(URI url) {
        return "hook-" + Sha256.of(url.toString(), 4);
    }

    private boolean signs(ConfigReader reading, Secret secret, String item) {
        if (SECRET.matcher(secret.reveal()).matches()) {
            return true;
        }
        reading.refuse(
                secretFile,
                "the file holds something else (not shown), expected whsec_ and 24 to 64 bytes in"
                        + " base64",
                item);
        return false;
    }
}
