package zarang.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import zarang.call.loop.ControlLoop;
import zarang.sip.auth.DigestVerdict.Reason;
import zarang.sip.auth.DigestVerdict.Wrong;

/**
 * Checks digest credentials. Control loop only.
 *
 * <p>An unknown user takes the same path and the same time as a wrong password. Without {@code
 * qop=auth} (RFC 2069) nothing is accepted: there a response could be replayed.
 */
public final class DigestServer {
    /** How long a nonce may be used; afterwards the phone is asked again with a new one. */
    private static final Duration NONCE_AGE = Duration.ofMinutes(5);

    /** Nonces in use that are remembered; each is one phone that proved its password. */
    private static final int NONCES_MAX = 20_000;

    private static final Pattern COUNT = Pattern.compile("[0-9A-Fa-f]{8}");

    private final String realm;
    private final List<DigestAlgorithm> offered;
    private final Accounts accounts;
    private final Nonces nonces;
    private final String nobody;
    private long attacks;
    private long replays;

    /**
     * @param realm shown to the user; no quotes
     * @param offered one challenge each, in this order; whatever is offered, an answer in either
     *     algorithm is taken. Many phones know MD5 alone and fail when anything else is offered
     *     beside it (docs/adr/0011)
     * @param random unpredictable: the nonce key comes from it
     */
    public DigestServer(
            String realm,
            List<DigestAlgorithm> offered,
            Accounts accounts,
            ControlLoop loop,
            RandomGenerator random) {
        this(realm, offered, accounts, random, new Nonces(loop, random, NONCE_AGE, NONCES_MAX));
    }

    DigestServer(
            String realm,
            List<DigestAlgorithm> offered,
            Accounts accounts,
            RandomGenerator random,
            Nonces nonces) {
        this.realm = realm;
        this.offered = List.copyOf(offered);
        this.accounts = accounts;
        this.nonces = nonces;
        this.nobody = Long.toHexString(random.nextLong());
    }

    /** Whether there is anything to judge: credentials for our realm. */
    public boolean hasCredentials(List<String> authorization) {
        return ours(authorization).isPresent();
    }

    /**
     * Whose credentials they say they are, if there is such a user; a stranger's word is not it.
     */
    public Optional<String> knownUser(List<String> authorization) {
        return ours(authorization)
                .flatMap(fields -> fields.get("username"))
                .filter(user -> accounts.secret(user).isPresent());
    }

    /** What asks for credentials; says nothing of those that were given. */
    public DigestVerdict.Challenge challenge() {
        return challenge(false, Optional.empty());
    }

    /**
     * Judges a request.
     *
     * @param uri the Request-URI as it was sent
     * @param authorization every {@code Authorization} value of the request
     */
    public DigestVerdict check(String method, String uri, List<String> authorization) {
        return ours(authorization)
                .map(fields -> judge(method, uri, fields))
                .orElseGet(this::challenge);
    }

    private Optional<DigestFields> ours(List<String> authorization) {
        return authorization.stream()
                .map(DigestFields::parse)
                .flatMap(Optional::stream)
                .filter(f -> f.get("realm").equals(Optional.of(realm)))
                .findFirst();
    }

    /** Wrong passwords and unknown users since the start. */
    public long attacks() {
        return attacks;
    }

    /** Correct credentials that had been used before, since the start. */
    public long replays() {
        return replays;
    }

    private DigestVerdict judge(String method, String uri, DigestFields fields) {
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.read(fields.get("algorithm"));
        String count = fields.get("nc").orElse("");
        String cnonce = fields.get("cnonce").orElse("");
        String user = fields.get("username").orElse("");
        String nonce = fields.get("nonce").orElse("");
        if (algorithm.isEmpty()
                || !fields.get("qop").orElse("").equalsIgnoreCase("auth")
                || !COUNT.matcher(count).matches()
                || cnonce.isEmpty()) {
            return challenge(false, Optional.of(new Wrong(user, Reason.NOT_UNDERSTOOD)));
        }
        if (!fields.get("uri").orElse("").equals(uri)) {
            attacks++;
            return new DigestVerdict.Malformed("digest uri is not the request uri");
        }
        Optional<String> secret = accounts.secret(user);
        String expected =
                algorithm
                        .get()
                        .response(
                                user,
                                realm,
                                secret.orElse(nobody),
                                method,
                                uri,
                                new DigestAlgorithm.Freshness(nonce, count, cnonce));
        boolean proved = equal(expected, fields.get("response").orElse("")) && secret.isPresent();
        if (!proved) {
            attacks++;
            return refused(user, secret.isPresent() ? Reason.WRONG_PASSWORD : Reason.UNKNOWN_USER);
        }
        long uses = Long.parseLong(count, 16);
        return switch (nonces.check(nonce, uses)) {
            // also a nonce of ours from before a restart, which we can no longer tell: whoever
            // knows the password is asked again, and its user is not
            case FOREIGN, STALE -> challenge(true, Optional.empty());
            case REPLAYED -> {
                replays++;
                yield challenge(true, Optional.of(new Wrong(user, Reason.REPLAYED)));
            }
            case FRESH -> {
                nonces.use(nonce, uses);
                yield new DigestVerdict.Accepted(user, nonces.issuedAtNanos(nonce));
            }
        };
    }

    private DigestVerdict refused(String user, Reason reason) {
        return challenge(false, Optional.of(new Wrong(user, reason)));
    }

    private DigestVerdict.Challenge challenge(boolean stale, Optional<Wrong> wrong) {
        List<String> headers = new ArrayList<>();
        for (DigestAlgorithm algorithm : offered) {
            headers.add(
                    "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\"%s"
                            .formatted(
                                    realm,
                                    nonces.next(),
                                    algorithm.token(),
                                    stale ? ", stale=true" : ""));
        }
        return new DigestVerdict.Challenge(headers, wrong);
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                given.getBytes(StandardCharsets.UTF_8));
    }
}
