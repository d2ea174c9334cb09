package zarang.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done, for {@code application/problem+json} (RFC 9457).
 *
 * @param detail for the person who asked: what was found, what is expected, what to do
 * @param faults each place in the request, or in a file, that is at fault
 * @param headers that the answer carries because of it, such as {@code Retry-After}
 * @param current what is there now, if the request was overtaken
 */
public record Problem(
        ProblemKind kind,
        String detail,
        List<Fault> faults,
        Map<String, String> headers,
        @Nullable Object current) {
    public Problem {
        faults = List.copyOf(faults);
        headers = Map.copyOf(headers);
    }

    /**
     * One place that is at fault.
     *
     * @param pointer into the body (RFC 6901), or into the script
     * @param parameter of the query
     * @param file of the scripts, with line and column
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            String detail,
            @Nullable String pointer,
            @Nullable String parameter,
            @Nullable String file,
            @Nullable Integer line,
            @Nullable Integer column) {}

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), Map.of(), null);
    }

    /** A value of the body is at fault. */
    public static Problem at(String pointer, String detail) {
        return of(ProblemKind.INVALID, pointer.substring(1) + ": " + detail)
                .and(new Fault(detail, pointer, null, null, null, null));
    }

    /**
     * A value of the body is not what it must be.
     *
     * @param found null: there is none
     */
    public static Problem expected(String pointer, @Nullable Object found, String expected) {
        String what = found == null ? "is missing" : "found " + found;
        return at(pointer, what + ", expected " + expected);
    }

    /** A parameter of the query is at fault. */
    public static Problem parameter(ProblemKind kind, String name, String detail) {
        return of(kind, name + ": " + detail).and(new Fault(detail, null, name, null, null, null));
    }

    public static Problem notFound(String detail) {
        return of(ProblemKind.NOT_FOUND, detail);
    }

    /**
     * What was to be changed was changed by somebody else.
     *
     * @param mark of what is there now, for its ETag
     */
    public static Problem overtaken(String detail, String mark, Object now) {
        return new Problem(
                ProblemKind.OVERTAKEN, detail, List.of(), Map.of("ETag", '"' + mark + '"'), now);
    }

    public Problem and(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return new Problem(kind, detail, more, headers, current);
    }

    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(kind, detail, faults, more, current);
    }

    /** To be thrown, or to fail a stage with. */
    public Refusal refusal() {
        return new Refusal(this);
    }

    /** Ends the work on a request; the caller is told the problem. */
    public static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        private Refusal(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
