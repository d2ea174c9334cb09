package zarang.delivery;

/**
 * A way to tell things, with its own destinations and its own store: what is put into one is not
 * seen in another.
 *
 * @param name begins the names of its log lines, such as {@code sms}
 * @param key begins its keys in Redis, in braces, so that a Redis Cluster keeps them together; such
 *     as <code>{sms}</code>
 */
public record Line(String name, String key) {
    /** Its messages that were given up, newest first. */
    String dead() {
        return key + ":dead";
    }
}
