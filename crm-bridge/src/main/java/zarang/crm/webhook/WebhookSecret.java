package zarang.crm.webhook;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that an endpoint shares with Zarang. Never printed. */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES_MIN = 24;
    private static final int BYTES_MAX = 64;

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * Reads a secret as Standard Webhooks writes it.
     *
     * @param text 24 to 64 bytes in base64, with or without {@code whsec_} in front
     * @throws IllegalArgumentException it is not one; the message does not show it
     */
    public static WebhookSecret parse(String text) {
        byte[] key;
        try {
            key =
                    Base64.getDecoder()
                            .decode(
                                    text.startsWith(PREFIX)
                                            ? text.substring(PREFIX.length())
                                            : text);
        } catch (IllegalArgumentException e) {
            // the decoder's message quotes the text
            throw new IllegalArgumentException(
                    "a webhook secret is base64, with or without 'whsec_' in front");
        }
        if (key.length < BYTES_MIN || key.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a webhook secret has 24 to 64 bytes, this one " + key.length);
        }
        return new WebhookSecret(key);
    }

    Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "whsec_…";
    }
}
