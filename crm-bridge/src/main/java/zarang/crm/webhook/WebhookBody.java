package zarang.crm.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import zarang.call.journal.StoredEntry;

/**
 * What an endpoint gets of an entry: the same id and body at every attempt and for every endpoint.
 */
final class WebhookBody {
    private static final int ID_BYTES = 16;

    private WebhookBody() {}

    /**
     * The body: {@code {"type":…,"timestamp":…,"data":{"call":…,"order":…, …}}}. What follows
     * {@code order} is the text of the journal, unchanged; nothing before it needs escaping.
     *
     * @param order the entry's number among those of its subject, 1 and up without gaps
     */
    static String of(StoredEntry entry, long order) {
        String data = entry.data();
        boolean empty = data.substring(1).stripLeading().startsWith("}");
        return "{\"type\":\""
                + entry.type()
                + "\",\"timestamp\":\""
                + entry.timestamp()
                + "\",\"data\":{\""
                + entry.subject().kind()
                + "\":\""
                + entry.subject().id()
                + "\",\"order\":"
                + order
                + (empty ? "" : ",")
                + data.substring(1)
                + "}";
    }

    /**
     * The {@code webhook-id}: derived from the entry's id, which may hold a dot, a space or a line
     * break, and so may not stand in a header or a signature itself.
     */
    static String id(StoredEntry entry) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(entry.id().getBytes(UTF_8));
            return "msg_"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
