package zarang.api.door;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.loyalty.member.DamagedRecord;
import zarang.loyalty.points.AccountInUse;
import zarang.redis.RedisAway;

/** What a failure means for the one who asked. A stack trace goes to the log, never to them. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final String RETRY_AFTER_S = "2";

    private Failures() {}

    static Problem of(Throwable failure, String path, String requestId) {
        return switch (RedisAway.unwrapped(failure)) {
            case Problem.Refusal refusal -> refusal.problem();
            // the link tells of the outage, once; each request need not
            case RedisAway _ ->
                    Problem.of(ProblemKind.REDIS_AWAY, "Redis does not answer: try again")
                            .with("Retry-After", RETRY_AFTER_S);
            case DamagedRecord damaged -> {
                log.warn("api.damaged request={} reason=\"{}\"", requestId, damaged.getMessage());
                yield Problem.of(
                        ProblemKind.DAMAGED,
                        damaged.getMessage()
                                + ": trying again does not help; repair it as docs/CLUB.md says");
            }
            case AccountInUse inUse ->
                    Problem.of(ProblemKind.CONFLICT, String.valueOf(inUse.getMessage()));
            case Throwable no when RedisAway.refusal(no).isPresent() -> {
                String why = RedisAway.refusal(no).get();
                log.warn("api.damaged request={} reason=\"{}\"", requestId, why);
                yield Problem.of(
                        ProblemKind.DAMAGED,
                        "Redis cannot do it with what it keeps ("
                                + why
                                + "): trying again does not help; docs/REDIS.md says what lies"
                                + " there");
            }
            case Throwable fault -> {
                log.error("api.failed request={} path={}", requestId, path, fault);
                yield Problem.of(
                        ProblemKind.FAULT,
                        "it failed ("
                                + fault.getClass().getSimpleName()
                                + "): see the server's log, and ./zarang points verify if what"
                                + " Redis holds cannot be read");
            }
        };
    }
}
