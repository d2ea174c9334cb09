package zarang.crm.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.journal.JournalEntry;
import zarang.journal.FactCodec;

/** What is told of an entry: the same id and body at every attempt and for every endpoint. */
public final class WebhookBody {
    private static final int ID_BYTES = 16;

    private final JsonMapper mapper = JsonMapper.builder().build();

    /**
     * The body: {@code {"type":…,"timestamp":…,"data":{"call":…,"order":…, …}}}.
     *
     * @param order the entry's number in its call, 1 and up without gaps
     */
    public String of(JournalEntry entry, long order) {
        ObjectNode data = mapper.createObjectNode();
        data.put("call", entry.call().value()).put("order", order);
        data.setAll(FactCodec.write(entry.fact()));
        ObjectNode root = mapper.createObjectNode();
        root.put("type", entry.fact().type()).put("timestamp", entry.at().toString());
        root.set("data", data);
        return mapper.writeValueAsString(root);
    }

    /**
     * The {@code webhook-id}: derived from the entry's id, which may hold a dot, a space or a line
     * break, and so may not stand in a header or a signature itself.
     */
    public static String id(JournalEntry entry) {
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
