package zarang.api.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;

/**
 * Who changes something says what it was when they looked: one entity tag of several, or {@code *}
 * for whatever it is (RFC 9110 §13.1.1).
 */
public final class IfMatch {
    /** For what was not asked for, and was not said. */
    public static final IfMatch ANY = new IfMatch(new EntityTags(true, List.of()));

    private static final String HEADER = "If-Match";

    /** No thing has it. */
    private static final String NO_MARK = "-";

    private final EntityTags tags;

    private IfMatch(EntityTags tags) {
        this.tags = tags;
    }

    /**
     * What was said.
     *
     * @throws zarang.api.problem.Problem.Refusal nothing was, or something that is no tag
     */
    public static IfMatch of(Asked asked) {
        return given(asked)
                .orElseThrow(() ->
                        Problem.of(
                                        ProblemKind.IF_MATCH_WANTED,
                                        "say which state is to be changed: If-Match with the ETag"
                                                + " of the last GET, or * for whatever it is")
                                .refusal());
    }

    /**
     * The same where it is not asked for; not there: nothing was said.
     *
     * @throws Problem.Refusal it is no tag
     */
    public static Optional<IfMatch> given(Asked asked) {
        String given = asked.request().getHeader(HEADER);
        if (given == null) {
            return Optional.empty();
        }
        EntityTags tags =
                EntityTags.of(asked.request().headers(), HEADER)
                        .orElseThrow(() ->
                                Problem.of(
                                                ProblemKind.UNREADABLE,
                                                "If-Match: found "
                                                        + given
                                                        + ", expected an ETag as it came, several"
                                                        + " with commas, or *")
                                        .refusal());
        return Optional.of(new IfMatch(tags));
    }

    /** Whether a thing that has this mark now may be changed. */
    public boolean allows(String mark) {
        return tags.nameStrongly(mark);
    }

    /**
     * The mark that the thing must have when it is changed; empty: whatever it is. Of several it is
     * the one that the thing has now, so that what comes between the two is seen.
     *
     * @param now asked for it if there are several
     */
    public CompletionStage<String> mark(Supplier<CompletionStage<String>> now) {
        if (tags.any()) {
            return CompletableFuture.completedFuture("");
        }
        return tags.tags().size() == 1
                ? CompletableFuture.completedFuture(only(tags.tags().getFirst()))
                : now.get().thenApply(mark -> allows(mark) ? mark : NO_MARK);
    }

    private static String only(EntityTags.Tag tag) {
        return tag.isWeak() || tag.opaque().isEmpty() ? NO_MARK : tag.opaque();
    }
}
