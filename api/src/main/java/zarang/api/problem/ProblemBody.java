package zarang.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is sent.
 *
 * @param type leads to the reader page, which says more
 * @param error the detail once more, for those who ask by the earlier paths and read only this
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        List<Problem.Fault> errors,
        @Nullable Object current,
        @Nullable String error) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemBody of(Problem problem, String requestId, boolean earlier) {
        ProblemKind kind = problem.kind();
        return new ProblemBody(
                "/api/v1/docs#" + kind.code(),
                kind.title(),
                kind.status(),
                problem.detail(),
                kind.code(),
                requestId,
                problem.faults(),
                problem.current(),
                earlier ? problem.detail() : null);
    }
}
