package zarang.api.route;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of a header such as {@code If-Match} (RFC 9110 §8.8.3, §13.1).
 *
 * @param any whether {@code *} was said; then there are no tags
 */
public record EntityTags(boolean any, List<Tag> tags) {
    /** Commas are in a tag as well as between two; elements of a list may be empty. */
    private static final Pattern NEXT =
            Pattern.compile("[ \t,]*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"[ \t]*(?:,|$)");

    public EntityTags {
        tags = List.copyOf(tags);
    }

    /**
     * One of them.
     *
     * @param opaque what stands between the quotes
     */
    public record Tag(boolean isWeak, String opaque) {}

    /** What the lines of a header say; empty: there is none, or what it says are no tags. */
    public static Optional<EntityTags> of(MultiMap headers, CharSequence name) {
        List<String> lines = headers.getAll(name);
        return lines.isEmpty() ? Optional.empty() : read(String.join(",", lines));
    }

    static Optional<EntityTags> read(String written) {
        if (written.strip().equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        List<Tag> tags = new ArrayList<>();
        Matcher next = NEXT.matcher(written);
        int end = 0;
        while (next.region(end, written.length()).lookingAt()) {
            tags.add(new Tag(next.group(1) != null, next.group(2)));
            end = next.end();
        }
        boolean whole = written.substring(end).matches("[ \t,]*");
        return whole && !tags.isEmpty()
                ? Optional.of(new EntityTags(false, tags))
                : Optional.empty();
    }

    /** Whether a thing with this mark is meant, by weak comparison: {@code If-None-Match}. */
    public boolean name(String mark) {
        return any || tags.stream().anyMatch(tag -> tag.opaque().equals(mark));
    }

    /** The same by strong comparison, which no weak tag passes: {@code If-Match}. */
    public boolean nameStrongly(String mark) {
        return any || tags.stream().anyMatch(tag -> !tag.isWeak() && tag.opaque().equals(mark));
    }
}
