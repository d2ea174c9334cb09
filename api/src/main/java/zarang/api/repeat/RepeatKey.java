package zarang.api.repeat;

import java.util.Optional;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Asked;
import zarang.redis.Sha256;

/**
 * The {@code Idempotency-Key} of a request, as its token means it: two tokens do not share keys.
 *
 * @param hash of both
 */
public record RepeatKey(String hash) {
    private static final String FORM = "[!-~]{1,200}";

    /**
     * The key that came along; empty: none.
     *
     * @throws zarang.api.problem.Problem.Refusal it is none that can be kept
     */
    public static Optional<RepeatKey> of(Asked asked) {
        String key = asked.request().getHeader("Idempotency-Key");
        if (key != null && !key.matches(FORM)) {
            throw Problem.of(
                            ProblemKind.UNREADABLE,
                            "Idempotency-Key: expected 1 to 200 printable characters without"
                                    + " spaces")
                    .refusal();
        }
        return Optional.ofNullable(key)
                .map(given -> new RepeatKey(Sha256.of(asked.caller().name() + "\n" + given)));
    }
}
