package zarang.api.route;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;

/**
 * A list in pages: {@code limit} things at most, and an opaque {@code cursor} for those after them.
 *
 * @param list its name, which its cursors carry
 * @param limit 1 to {@value #LIMIT_MAX}
 */
public record Paging(String list, int limit, Optional<Cursor> from, String query) {
    private static final int LIMIT_MAX = 200;
    private static final int LIMIT_STANDARD = 50;

    /**
     * A page as it is sent.
     *
     * @param next the cursor of the page after it; null: there is none
     */
    public record Page(List<?> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * What a request asks for.
     *
     * @throws zarang.api.problem.Problem.Refusal the limit or the cursor cannot be
     */
    public static Paging of(String list, Asked asked) {
        int limit = asked.query("limit").map(Paging::limit).orElse(LIMIT_STANDARD);
        Optional<Cursor> from =
                asked.query("cursor")
                        .map(text ->
                                Cursor.read(list, text).orElseThrow(() -> badCursor().refusal()));
        String query =
                asked.context().queryParams().entries().stream()
                        .filter(entry -> !entry.getKey().equals("cursor"))
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return new Paging(list, limit, from, query);
    }

    /** For what a cursor names and no list of this kind can hold. */
    public static Problem badCursor() {
        return Problem.parameter(
                ProblemKind.BAD_CURSOR,
                "cursor",
                "is none that this list gave: begin without one, and go on with next as it came");
    }

    private static int limit(String text) {
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Problem.parameter(
                            ProblemKind.INVALID, "limit", "found " + text + ", expected 1 to 200")
                    .refusal();
        }
        return limit;
    }

    /** The page of a list that is there as a whole, in an order that stays. */
    public <T> Answer page(List<T> all, Function<T, String> name, Function<T, ?> shown) {
        List<T> given = given(all, name);
        int end = start(all, name) + given.size();
        return answer(
                given.stream().map(shown).toList(),
                end < all.size()
                        ? Optional.of(new Cursor(list, end - 1, name.apply(given.getLast())))
                        : Optional.empty(),
                page -> page);
    }

    /** What of such a list is on the page. */
    public <T> List<T> given(List<T> all, Function<T, String> name) {
        int start = start(all, name);
        return all.subList(start, Math.min(all.size(), start + limit));
    }

    private <T> int start(List<T> all, Function<T, String> name) {
        return from.map(cursor -> after(cursor, all, name)).orElse(0);
    }

    private static <T> int after(Cursor cursor, List<T> all, Function<T, String> name) {
        for (int i = 0; i < all.size(); i++) {
            if (name.apply(all.get(i)).equals(cursor.last())) {
                return i + 1;
            }
        }
        return Math.min(cursor.position(), all.size());
    }

    /** The name of what was given last; empty: begin. */
    public Optional<String> last() {
        return from.map(Cursor::last);
    }

    /**
     * The page of a list that was asked for after {@link #last}.
     *
     * @param found one more than {@link #limit} if there are more
     */
    public <T> Answer found(List<T> found, Function<T, String> name, Function<T, ?> shown) {
        return found(found, name, shown, page -> page);
    }

    /**
     * The same with more to say than the things and where they go on.
     *
     * @param body makes of the page what is sent
     */
    public <T> Answer found(
            List<T> found,
            Function<T, String> name,
            Function<T, ?> shown,
            Function<Page, Object> body) {
        List<T> given = found.subList(0, Math.min(limit, found.size()));
        return answer(
                given.stream().map(shown).toList(),
                found.size() > limit
                        ? Optional.of(new Cursor(list, 0, name.apply(given.getLast())))
                        : Optional.empty(),
                body);
    }

    private Answer answer(List<?> items, Optional<Cursor> next, Function<Page, Object> body) {
        String cursor = next.map(Cursor::text).orElse(null);
        Answer answer = Answer.ok(body.apply(new Page(new ArrayList<>(items), cursor)));
        return cursor == null
                ? answer
                : answer.with(
                        "Link",
                        "<?"
                                + (query.isEmpty() ? "" : query + "&")
                                + "cursor="
                                + cursor
                                + ">; rel=\"next\"");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
