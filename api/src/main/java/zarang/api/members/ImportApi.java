package zarang.api.members;

import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.repeat.RepeatKey;
import zarang.api.repeat.Repeats;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.csv.ImportListener;
import zarang.loyalty.member.csv.ImportOptions;
import zarang.loyalty.member.csv.ImportReport;
import zarang.loyalty.member.csv.MemberImport;

/**
 * A list of members as CSV. {@code ?dry-run=true} changes nothing, {@code ?update=true} changes
 * members too, {@code ?refused=true} sends the refused rows back, {@code ?empty-tier=lowest} takes
 * an empty tier for the lowest.
 */
public final class ImportApi {
    private static final Logger log = LoggerFactory.getLogger(ImportApi.class);
    private static final int UNDER_WAY_MAX = 2;
    private static final String RETRY_AFTER_S = "10";
    private static final int OK = 200;

    /** Longer than a list of the largest size takes. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private static final long MIB = 1L << 20;

    private final Members members;
    private final Uploads uploads;
    private final Repeats repeats;
    private final Semaphore turns = new Semaphore(UNDER_WAY_MAX);

    /** Removes what an earlier process left. */
    public ImportApi(Members members, Uploads uploads, Repeats repeats) {
        this.members = members;
        this.uploads = uploads;
        this.repeats = repeats;
        uploads.sweep();
    }

    public List<Operation> operations() {
        return List.of(
                Operation.upload("/api/v1/members/imports", Scope.MEMBERS_WRITE, this::receive)
                        .knowing("dry-run", "update", "empty-tier", "refused"),
                Operation.upload("/api/members/import", Scope.MEMBERS_WRITE, this::receive));
    }

    /**
     * The file first lands on disk, whole: a caller on a slow line does not hold an import open.
     */
    private CompletionStage<Answer> receive(Asked asked) {
        String announced = asked.request().getHeader("Content-Length");
        if (announced != null && Long.parseLong(announced) > uploads.maxBytes()) {
            throw tooLarge();
        }
        Path file;
        try {
            file = uploads.create();
        } catch (IOException failure) {
            throw notKept(failure);
        }
        asked.request().pause();
        CompletionStage<Boolean> received =
                asked.context()
                        .vertx()
                        .fileSystem()
                        .open(file.toString(), new OpenOptions().setWrite(true))
                        .compose(sink -> Upload.receive(asked.request(), sink, uploads.maxBytes()))
                        .toCompletionStage();
        return received.handle(
                        (fits, failure) -> {
                            if (failure == null && fits) {
                                return file;
                            }
                            uploads.remove(file);
                            throw failure == null ? tooLarge() : notKept(failure);
                        })
                .thenCompose(kept ->
                        RepeatKey.of(asked).isPresent() ? once(asked, kept) : run(asked, kept));
    }

    /** With an Idempotency-Key: answered by the report alone, and the same if it comes again. */
    private CompletionStage<Answer> once(Asked asked, Path file) {
        return CompletableFuture.supplyAsync(() -> uploads.hash(file), Thread::startVirtualThread)
                .thenCompose(
                        hash -> repeats.once(asked, hash, UNDER_WAY, () -> reported(asked, file)))
                .whenComplete((answer, failure) -> uploads.remove(file));
    }

    private CompletionStage<Answer> reported(Asked asked, Path file) {
        ImportOptions options = options(asked);
        takeTurn();
        return CompletableFuture.supplyAsync(
                        () -> report(options, ImportAnswer.NOBODY_LISTENS, file),
                        Thread::startVirtualThread)
                .whenComplete((report, failure) -> turns.release())
                .thenApply(report -> {
                    if (report instanceof ImportAnswer.Broken broken) {
                        throw Problem.of(ProblemKind.FAULT, broken.error()).refusal();
                    }
                    return Answer.text(OK, ImportAnswer.MEDIA_TYPE, asked.json().line(report));
                });
    }

    private RuntimeException tooLarge() {
        return Problem.of(
                        ProblemKind.TOO_LARGE,
                        "the file is larger than "
                                + uploads.maxBytes() / MIB
                                + " MiB (import.max-mib): import it in parts")
                .refusal();
    }

    private static RuntimeException notKept(Throwable failure) {
        log.error("import.failed error={}: is the disk full?", failure.toString());
        return Problem.of(ProblemKind.NO_SPACE, "cannot keep the file: " + failure.getMessage())
                .refusal();
    }

    private void takeTurn() {
        if (!turns.tryAcquire()) {
            throw Problem.of(
                            ProblemKind.TOO_MANY,
                            UNDER_WAY_MAX + " imports are under way: try again after them")
                    .with("Retry-After", RETRY_AFTER_S)
                    .refusal();
        }
    }

    private static ImportOptions options(Asked asked) {
        return new ImportOptions(
                asked.flag("dry-run"),
                asked.flag("update"),
                "lowest".equals(asked.query("empty-tier").orElse("")));
    }

    private CompletionStage<Answer> run(Asked asked, Path file) {
        ImportOptions options;
        boolean refusedWanted;
        try {
            options = options(asked);
            refusedWanted = asked.flag("refused");
            takeTurn();
        } catch (Problem.Refusal refused) {
            uploads.remove(file);
            throw refused;
        }
        ImportAnswer answer = new ImportAnswer(asked, refusedWanted);
        Thread.ofVirtual()
                .name("member-import")
                .start(() -> {
                    try {
                        answer.end(report(options, answer, file));
                    } finally {
                        turns.release();
                        uploads.remove(file);
                    }
                });
        return CompletableFuture.completedFuture(Answer.SENT);
    }

    private Object report(ImportOptions options, ImportListener listener, Path file) {
        try {
            ImportReport report = MemberImport.run(members, file, options, listener);
            log.info(
                    "members.imported dry-run={} rows={} added={} updated={} already-there={}"
                            + " refused={}",
                    options.dryRun(),
                    report.rows(),
                    report.added(),
                    report.updated(),
                    report.alreadyThere(),
                    report.refused());
            return ImportAnswer.Report.of(report, options);
        } catch (IOException failure) {
            return new ImportAnswer.Broken("the file could not be read: " + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ImportAnswer.Broken("the server is stopping: import the file again");
        } catch (RuntimeException failure) {
            log.error("import.failed", failure);
            return new ImportAnswer.Broken("the import failed: see the server's log");
        }
    }
}
