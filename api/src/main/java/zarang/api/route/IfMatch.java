package zarang.api.route;

import java.util.Optional;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;

/** Who changes something says what it was when they looked (RFC 9110 §13.1.1). */
public final class IfMatch {
    private static final String TAG = "\"[0-9a-f]{1,64}\"";

    private IfMatch() {}

    /**
     * The mark that the thing must have; empty: whatever it is, for {@code If-Match: *}.
     *
     * @throws zarang.api.problem.Problem.Refusal nothing was said, or something that is no tag of
     *     ours
     */
    public static String of(Asked asked) {
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
     * @throws Problem.Refusal it is no tag of ours
     */
    public static Optional<String> given(Asked asked) {
        String given = asked.request().getHeader("If-Match");
        if (given == null) {
            return Optional.empty();
        }
        if (given.strip().equals("*")) {
            return Optional.of("");
        }
        if (!given.strip().matches(TAG)) {
            throw Problem.of(
                            ProblemKind.UNREADABLE,
                            "If-Match: found " + given + ", expected one ETag as it came, or *")
                    .refusal();
        }
        return Optional.of(given.strip().replace("\"", ""));
    }
}
