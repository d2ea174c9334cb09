package zarang.sip.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Answers digest challenges for one user, and goes on with the nonce it was given. A challenge
 * without {@code qop}, as older exchanges of carriers send it, is answered as RFC 3261 §22.4 asks
 * of clients: it is the server's to see that its own nonces are used once. One thread.
 */
public final class DigestClient {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int ANSWERS_MAX = 2;

    /**
     * A challenge that is answered.
     *
     * @param qop whether it offers {@code auth}
     */
    private record Accepted(
            DigestAlgorithm algorithm,
            String realm,
            String nonce,
            Optional<String> opaque,
            boolean qop) {}

    private final String user;
    private final String secret;
    private final RandomGenerator random;
    private Optional<Accepted> challenge = Optional.empty();
    private long count;
    private int answers;

    public DigestClient(String user, String secret, RandomGenerator random) {
        this.user = user;
        this.secret = secret;
        this.random = random;
    }

    /**
     * Takes the challenges of a 401 or 407, the best one we speak: one that offers {@code auth}
     * before one without {@code qop}. False if there is none, or if the password was refused
     * already.
     */
    public boolean take(List<String> challenges) {
        List<DigestFields> fields =
                challenges.stream().map(DigestFields::parse).flatMap(Optional::stream).toList();
        return take(fields, DigestClient::offersAuth, true)
                || take(fields, field -> field.get("qop").isEmpty(), false);
    }

    private boolean take(List<DigestFields> fields, Predicate<DigestFields> wanted, boolean qop) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            for (DigestFields field : fields) {
                if (DigestAlgorithm.read(field.get("algorithm")).equals(Optional.of(algorithm))
                        && wanted.test(field)) {
                    return take(algorithm, field, qop);
                }
            }
        }
        return false;
    }

    private boolean take(DigestAlgorithm algorithm, DigestFields field, boolean qop) {
        boolean stale = field.get("stale").orElse("").equalsIgnoreCase("true");
        answers++;
        if (answers > 1 && !(stale && answers == ANSWERS_MAX)) {
            return false;
        }
        challenge =
                Optional.of(
                        new Accepted(
                                algorithm,
                                field.get("realm").orElse(""),
                                field.get("nonce").orElse(""),
                                field.get("opaque"),
                                qop));
        count = 0;
        return true;
    }

    /** Another request, or one to somebody else, follows: its challenge is a new matter. */
    public void forNextRequest() {
        answers = 0;
    }

    /** The {@code Authorization} value for a request; empty before the first challenge. */
    public Optional<String> credentials(String method, String uri) {
        return challenge.map(c -> credentials(c, method, uri));
    }

    private String credentials(Accepted c, String method, String uri) {
        String fresh = c.qop() ? withQop(c, method, uri) : withoutQop(c, method, uri);
        String opaque = c.opaque().map(o -> ", opaque=\"" + escaped(o) + "\"").orElse("");
        return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s, %s%s"
                .formatted(
                        escaped(user),
                        escaped(c.realm()),
                        escaped(c.nonce()),
                        uri,
                        c.algorithm().token(),
                        fresh,
                        opaque);
    }

    private String withoutQop(Accepted c, String method, String uri) {
        return "response=\"%s\""
                .formatted(
                        c.algorithm()
                                .responseWithoutQop(
                                        user, c.realm(), secret, method, uri, c.nonce()));
    }

    private String withQop(Accepted c, String method, String uri) {
        String nc = "%08x".formatted(++count);
        String cnonce = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        String response =
                c.algorithm()
                        .response(
                                user,
                                c.realm(),
                                secret,
                                method,
                                uri,
                                new DigestAlgorithm.Freshness(c.nonce(), nc, cnonce));
        return "response=\"%s\", cnonce=\"%s\", qop=auth, nc=%s".formatted(response, cnonce, nc);
    }

    private static boolean offersAuth(DigestFields field) {
        return Arrays.stream(COMMA.split(field.get("qop").orElse(""), -1))
                .anyMatch(q -> q.strip().equalsIgnoreCase("auth"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
