package zarang.server.http;

import io.vertx.core.Context;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.csv.ImportListener;
import zarang.loyalty.member.csv.ImportOptions;
import zarang.loyalty.member.csv.ImportReport;
import zarang.loyalty.member.csv.MemberImport;
import zarang.loyalty.member.csv.RefusedRow;

/**
 * {@code POST /api/members/import}: a list of members as CSV. {@code ?dry-run=true} changes
 * nothing, {@code ?update=true} changes members too, {@code ?refused=true} sends the refused rows
 * back, {@code ?empty-tier=lowest} takes an empty tier for the lowest. The answer is lines of JSON:
 * progress, refused rows, and the report last.
 */
final class ImportRoutes {
    private static final Logger log = LoggerFactory.getLogger(ImportRoutes.class);
    private static final int PROGRESS_EVERY_ROWS = 1000;
    private static final int UNDER_WAY_MAX = 2;
    private static final long MIB = 1L << 20;

    private final Members members;
    private final Uploads uploads;
    private final Semaphore turns = new Semaphore(UNDER_WAY_MAX);

    ImportRoutes(Members members, Uploads uploads) {
        this.members = members;
        this.uploads = uploads;
    }

    void on(Router router) {
        router.post("/api/members/import").handler(this::receive);
    }

    /**
     * The file first lands on disk, whole: a caller on a slow line does not hold an import open.
     */
    private void receive(RoutingContext context) {
        String announced = context.request().getHeader("Content-Length");
        if (announced != null && Long.parseLong(announced) > uploads.maxBytes()) {
            tooLarge(context);
            return;
        }
        Path file;
        try {
            file = uploads.create();
        } catch (IOException failure) {
            notKept(context, failure);
            return;
        }
        context.request().pause();
        context.vertx()
                .fileSystem()
                .open(file.toString(), new OpenOptions().setWrite(true))
                .compose(sink -> Upload.receive(context.request(), sink, uploads.maxBytes()))
                .onComplete(
                        fits -> {
                            if (fits) {
                                run(context, file);
                            } else {
                                uploads.remove(file);
                                tooLarge(context);
                            }
                        },
                        failure -> {
                            uploads.remove(file);
                            notKept(context, failure);
                        });
    }

    private void tooLarge(RoutingContext context) {
        AdminJson.refuse(
                context,
                413,
                "the file is larger than "
                        + uploads.maxBytes() / MIB
                        + " MiB (import.max-mib): import it in parts");
    }

    private static void notKept(RoutingContext context, Throwable failure) {
        log.error("import.failed error={}: is the disk full?", failure.toString());
        AdminJson.refuse(context, 507, "cannot keep the file: " + failure.getMessage());
    }

    private void run(RoutingContext context, Path file) {
        if (!turns.tryAcquire()) {
            uploads.remove(file);
            AdminJson.refuse(
                    context, 429, UNDER_WAY_MAX + " imports are under way: try again after them");
            return;
        }
        Answer answer = new Answer(context);
        Thread.ofVirtual()
                .name("member-import")
                .start(() -> {
                    try {
                        answer.end(report(context, answer, file));
                    } finally {
                        turns.release();
                        uploads.remove(file);
                    }
                });
    }

    /** The lines of the answer, written on the request's event loop. */
    private static final class Answer implements ImportListener {
        private final Context loop;
        private final HttpServerResponse response;
        private final boolean refusedWanted;

        Answer(RoutingContext context) {
            loop = context.vertx().getOrCreateContext();
            response = context.response();
            refusedWanted = asked(context, "refused");
            response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        }

        @Override
        public void done(long rows) {
            if (rows % PROGRESS_EVERY_ROWS == 0) {
                write(Map.of("rows", rows));
            }
        }

        @Override
        public void refused(RefusedRow row) {
            if (refusedWanted) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("refused-line", row.line());
                line.put("problem", row.problem());
                line.put("phone", row.phone());
                line.put("name", row.name());
                line.put("tier", row.tier());
                write(line);
            }
        }

        private void write(Map<String, ?> line) {
            loop.runOnContext(nothing -> response.write(AdminJson.line(line)));
        }

        void end(Map<String, ?> last) {
            loop.runOnContext(nothing -> response.end(AdminJson.line(last)));
        }
    }

    private static boolean asked(RoutingContext context, String name) {
        return "true".equals(context.request().getParam(name));
    }

    private Map<String, ?> report(RoutingContext context, ImportListener listener, Path file) {
        ImportOptions options =
                new ImportOptions(
                        asked(context, "dry-run"),
                        asked(context, "update"),
                        "lowest".equals(context.request().getParam("empty-tier")));
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
            return describe(report, options);
        } catch (IOException failure) {
            return Map.of("error", "the file could not be read: " + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Map.of("error", "the server is stopping: import the file again");
        } catch (RuntimeException failure) {
            log.error("import.failed", failure);
            return Map.of("error", "the import failed: see the server's log");
        }
    }

    private static Map<String, ?> describe(ImportReport report, ImportOptions options) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("complete", report.complete());
        body.put("dry-run", options.dryRun());
        body.put("rows", report.rows());
        body.put("added", report.added());
        body.put("updated", report.updated());
        body.put("already-there", report.alreadyThere());
        body.put("refused", report.refused());
        report.stopped().ifPresent(why -> body.put("stopped", why));
        body.put("findings", describe(report.findings()));
        body.put("notes", describe(report.notes()));
        return body;
    }

    private static List<Map<String, Object>> describe(List<ImportReport.Finding> findings) {
        return findings.stream()
                .map(finding ->
                        Map.<String, Object>of(
                                "line", finding.line(), "problem", finding.problem()))
                .toList();
    }
}
