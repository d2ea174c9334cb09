package zarang.sip.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Answers digest challenges for one user, and goes on with the nonce it was given. One thread. */
public final class DigestClient {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int ANSWERS_MAX = 2;

    private record Accepted(
            DigestAlgorithm algorithm, String realm, String nonce, Optional<String> opaque) {}

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
     * Takes the challenges of a 401 or 407, the best one we speak. False if there is none, or if
     * the password was refused already.
     */
    public boolean take(List<String> challenges) {
        List<DigestFields> fields =
                challenges.stream().map(DigestFields::parse).flatMap(Optional::stream).toList();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            for (DigestFields field : fields) {
                if (DigestAlgorithm.read(field.get("algorithm")).equals(Optional.of(algorithm))
                        && offersAuth(field)) {
                    return take(algorithm, field);
                }
            }
        }
        return false;
    }

    private boolean take(DigestAlgorithm algorithm, DigestFields field) {
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
                                field.get("opaque")));
        count = 0;
        return true;
    }

    /** The request went through: the next challenge is a new matter. */
    public void succeeded() {
        answers = 0;
    }

    /** The {@code Authorization} value for a request; empty before the first challenge. */
    public Optional<String> credentials(String method, String uri) {
        return challenge.map(c -> credentials(c, method, uri));
    }

    private String credentials(Accepted c, String method, String uri) {
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
        String opaque = c.opaque().map(o -> ", opaque=\"" + escaped(o) + "\"").orElse("");
        return ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\","
                        + " algorithm=%s, cnonce=\"%s\", qop=auth, nc=%s%s")
                .formatted(
                        escaped(user),
                        escaped(c.realm()),
                        escaped(c.nonce()),
                        uri,
                        response,
                        c.algorithm().token(),
                        cnonce,
                        nc,
                        opaque);
    }

    private static boolean offersAuth(DigestFields field) {
        return Arrays.stream(COMMA.split(field.get("qop").orElse(""), -1))
                .anyMatch(q -> q.strip().equalsIgnoreCase("auth"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
