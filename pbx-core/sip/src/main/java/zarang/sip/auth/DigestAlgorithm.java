package zarang.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hashes of RFC 8760 that are spoken here, best first. */
public enum DigestAlgorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /** As headers and the configuration write it. */
    public String token() {
        return token;
    }

    /** A missing algorithm means MD5: RFC 7616 §3.3. */
    static Optional<DigestAlgorithm> read(Optional<String> token) {
        if (token.isEmpty()) {
            return Optional.of(MD5);
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token.get())) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Lower-case hex. */
    String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + token, e);
        }
    }

    /**
     * What keeps a response from being used twice.
     *
     * @param count {@code nc}: eight hex digits
     * @param cnonce the client's own part
     */
    record Freshness(String nonce, String count, String cnonce) {
        @Override
        public String toString() {
            return nonce + ":" + count + ":" + cnonce;
        }
    }

    /** The response of RFC 7616 §3.4.1 for {@code qop=auth}. */
    String response(
            String user,
            String realm,
            String secret,
            String method,
            String uri,
            Freshness freshness) {
        return response(user, realm, secret, method, uri, freshness + ":auth");
    }

    /** The same for a challenge without {@code qop}: RFC 7616 §3.4.1, as RFC 2069 had it. */
    String responseWithoutQop(
            String user, String realm, String secret, String method, String uri, String nonce) {
        return response(user, realm, secret, method, uri, nonce);
    }

    private String response(
            String user, String realm, String secret, String method, String uri, String between) {
        String a1 = hash(user + ":" + realm + ":" + secret);
        String a2 = hash(method + ":" + uri);
        return hash(a1 + ":" + between + ":" + a2);
    }
}
