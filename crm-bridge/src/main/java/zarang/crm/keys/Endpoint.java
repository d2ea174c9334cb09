package zarang.crm.keys;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import zarang.config.Secret;
import zarang.crm.webhook.WebhookSecret;
import zarang.crm.webhook.WebhookSettings;

/**
 * One endpoint that gets events, as it is written.
 *
 * @param secret {@code whsec_} and base64
 * @param events empty: all that are told unasked
 */
public record Endpoint(String id, URI url, Secret secret, Set<String> events, Duration timeout) {
    public Endpoint {
        events = Set.copyOf(events);
    }

    /** With the standard bounds of who brings the events there. */
    public WebhookSettings settings() {
        WebhookSettings usual =
                WebhookSettings.of(id, url, WebhookSecret.parse(secret.reveal()), events);
        return new WebhookSettings(
                id,
                url,
                usual.secret(),
                events,
                timeout,
                usual.concurrency(),
                usual.pendingMax(),
                usual.retry());
    }

    /** The url may hold a token in its path or query: not shown. */
    @Override
    public String toString() {
        return "Webhook[" + id + ", " + url.getHost() + "]";
    }
}
