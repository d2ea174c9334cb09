package zarang.api.members;

import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
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
 * an empty tier for the lowest. It bears repeating: a number that is there is not added again.
 */
public final class ImportApi {
    private static final Logger log = LoggerFactory.getLogger(ImportApi.class);
    private static final int UNDER_WAY_MAX = 2;
    private static final String RETRY_AFTER_S = "10";
    private static final long MIB = 1L << 20;

    private final Members members;
    private final Uploads uploads;
    private final Semaphore turns = new Semaphore(UNDER_WAY_MAX);

    /** Removes what an earlier process left. */
    public ImportApi(Members members, Uploads uploads) {
        this.members = members;
        this.uploads = uploads;
        uploads.sweep();
    }

    public List<Operation> operations() {
        return List.of(
                Operation.upload("/api/v1/members/imports", Scope.MEMBERS_WRITE, this::receive),
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
                .thenCompose(kept -> run(asked, kept));
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

    private CompletionStage<Answer> run(Asked asked, Path file) {
        if (!turns.tryAcquire()) {
            uploads.remove(file);
            throw Problem.of(
                            ProblemKind.TOO_MANY,
                            UNDER_WAY_MAX + " imports are under way: try again after them")
                    .with("Retry-After", RETRY_AFTER_S)
                    .refusal();
        }
        ImportAnswer answer = new ImportAnswer(asked);
        ImportOptions options =
                new ImportOptions(
                        asked.flag("dry-run"),
                        asked.flag("update"),
                        "lowest".equals(asked.query("empty-tier").orElse("")));
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
