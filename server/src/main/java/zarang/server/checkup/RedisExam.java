package zarang.server.checkup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import zarang.redis.RedisLink;
import zarang.redis.RedisQuestions;
import zarang.redis.RedisState;
import zarang.routing.owner.FloorAgreement;

/** A Redis: version, what it keeps, its clock. Blocks. */
final class RedisExam {
    private static final String WHAT = "redis";
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private RedisExam() {}

    static List<Check> look(RedisLink redis, InstantSource clock) {
        try {
            Instant before = clock.instant();
            Instant theirs = await(RedisQuestions.time(redis));
            Instant after = clock.instant();
            Instant here = before.plus(Duration.between(before, after).dividedBy(2));
            List<Check> checks = new ArrayList<>();
            checks.add(Clocks.apart(here, theirs));
            redis.state().ifPresent(state -> checks.addAll(state(state)));
            List<String> otherwise = await(FloorAgreement.differing(redis, theirs));
            if (!otherwise.isEmpty()) {
                checks.add(
                        Check.fault(
                                "floor",
                                "queues and agents of the servers "
                                        + otherwise
                                        + " are not those of the server that decides: give all the"
                                        + " same queues.yaml and agents.yaml, then './zarang floor"
                                        + " reload' on each"));
            }
            String fsync = await(RedisQuestions.appendFsync(redis));
            if (!fsync.isEmpty() && !fsync.equals("always")) {
                checks.add(
                        Check.fault(
                                WHAT,
                                "appendfsync is "
                                        + fsync
                                        + ": a power cut loses points; set 'appendfsync always' in"
                                        + " redis.conf"));
            }
            return checks;
        } catch (ExecutionException | TimeoutException away) {
            return List.of(
                    Check.fault(
                            WHAT,
                            "Redis does not answer: start it, look at redis.uri and"
                                    + " redis.password-file; calls go on without it, callers are"
                                    + " unknown"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static List<Check> state(RedisState state) {
        List<String> warnings = state.warnings();
        return warnings.isEmpty()
                ? List.of(
                        Check.ok(
                                WHAT,
                                "version "
                                        + state.version()
                                        + ", append-only, throws nothing away"))
                : warnings.stream().map(warning -> Check.fault(WHAT, warning)).toList();
    }

    private static <T> T await(CompletionStage<T> stage)
            throws ExecutionException, TimeoutException, InterruptedException {
        return stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
