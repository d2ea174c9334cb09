package zarang.redis.keys;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zarang.config.Secret;

/**
 * Where Redis is.
 *
 * @param uri empty: the embedded one
 * @param memoryMaxMib of the embedded one
 */
public record RedisSettings(Optional<URI> uri, Optional<Secret> password, int memoryMaxMib) {
    /**
     * How an external one is connected to; holds the password.
     *
     * @throws java.util.NoSuchElementException it is the embedded one
     */
    public String connection() {
        URI at = uri.orElseThrow();
        if (password.isEmpty()) {
            return at.toString();
        }
        String encoded = URLEncoder.encode(password.get().reveal(), StandardCharsets.UTF_8);
        return at.getScheme() + "://:" + encoded + "@" + at.getRawAuthority() + at.getRawPath();
    }
}
