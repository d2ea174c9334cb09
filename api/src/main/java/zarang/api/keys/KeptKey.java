package zarang.api.keys;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.route.ApiCaller;
import zarang.api.route.Scope;
import zarang.redis.Sha256;

/**
 * A key as Redis keeps it: without the token.
 *
 * @param hash SHA-256 of the token. A token is 256 random bits: nobody guesses it from its hash,
 *     however fast hashing is
 * @param scopes as they are written; one that this version does not know opens nothing
 * @param createdBy {@code owner} or the id of a key
 * @param expiresAt RFC 3339; null: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeptKey(
        String id,
        String label,
        List<String> scopes,
        String hash,
        String createdAt,
        String createdBy,
        @Nullable String expiresAt) {
    /** What has no id, hash or scopes, or no time that can be read, is none. */
    KeptKey {
        requireNonNull(id);
        requireNonNull(hash);
        scopes = List.copyOf(scopes);
        if (expiresAt != null) {
            var _ = Instant.parse(expiresAt);
        }
    }

    static String hash(String token) {
        return Sha256.of(token);
    }

    /** Whether this is its token, in a time that says nothing about where they differ. */
    boolean isOf(String token) {
        return MessageDigest.isEqual(
                hash(token).getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isOver(Instant now) {
        return expiresAt != null && !Instant.parse(expiresAt).isAfter(now);
    }

    ApiCaller caller() {
        return new ApiCaller(
                id,
                scopes.stream()
                        .map(Scope::read)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }
}
