package zarang.delivery;

/**
 * A way to tell things, with its own destinations: webhooks, later mail and SMS.
 *
 * @param name begins the names of its log lines, such as {@code webhook}
 * @param key begins its keys in Redis, in braces, so that a Redis Cluster keeps them together; such
 *     as <code>{webhooks}</code>
 */
public record Line(String name, String key) {
    /** Its messages that were given up, newest first. */
    String dead() {
        return key + ":dead";
    }
}
