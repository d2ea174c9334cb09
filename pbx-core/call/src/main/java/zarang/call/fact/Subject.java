package zarang.call.fact;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;

/**
 * Whom an entry is about. Entries of one subject are numbered and told in their order.
 *
 * @param kind {@code call}, {@code agent}, {@code member} …: 1 to 16 small letters
 * @param id 1 to 64 letters, digits, dots, dashes or underscores
 */
public record Subject(String kind, String id) {
    private static final String CALL = "call";
    private static final String LETTERS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-";
    private static final int KIND_MAX = 16;
    private static final int ID_MAX = 64;

    public Subject {
        if (!isKind(kind) || !isId(id)) {
            throw new IllegalArgumentException("not a subject: " + kind + ":" + id);
        }
    }

    // by hand: several for each fact, and two patterns took a third of reading one
    private static boolean isKind(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= KIND_MAX;
    }

    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (LETTERS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= ID_MAX;
    }

    public static Subject of(CallId call) {
        return new Subject(CALL, call.value());
    }

    public static Subject of(AgentId agent) {
        return new Subject("agent", agent.value());
    }

    /**
     * Reads {@code kind:id}.
     *
     * @throws IllegalArgumentException it is no subject
     */
    public static Subject parse(String text) {
        int colon = text.indexOf(':');
        return new Subject(text.substring(0, Math.max(colon, 0)), text.substring(colon + 1));
    }

    /** The call, if it is one. */
    public Optional<CallId> call() {
        return isCall() ? Optional.of(new CallId(id)) : Optional.empty();
    }

    public boolean isCall() {
        return kind.equals(CALL);
    }

    /** {@code kind:id}. */
    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
