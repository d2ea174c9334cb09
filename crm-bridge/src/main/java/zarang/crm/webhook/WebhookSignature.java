package zarang.crm.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * The signature of the Standard Webhooks scheme (standardwebhooks.com), version 1: {@code v1,} and
 * the base64 of HMAC-SHA256 over {@code id.timestamp.body}.
 */
public final class WebhookSignature {
    private WebhookSignature() {}

    /**
     * Signs one attempt.
     *
     * @param id the message's id; no dot in it
     * @param at when this attempt is made; counts in whole seconds
     */
    public static String of(WebhookSecret secret, String id, Instant at, String body) {
        Mac mac = secret.mac();
        mac.update((id + "." + at.getEpochSecond() + "." + body).getBytes(UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
    }
}
