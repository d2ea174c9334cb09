package zarang.api.members;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.api.route.Asked;
import zarang.api.route.Json;
import zarang.loyalty.member.csv.ImportListener;
import zarang.loyalty.member.csv.ImportOptions;
import zarang.loyalty.member.csv.ImportReport;
import zarang.loyalty.member.csv.RefusedRow;

/**
 * What an import says, a line of JSON each: how far it is, the rows it refused if they are wanted,
 * and its report last. Written on the request's event loop; any thread may tell it.
 */
final class ImportAnswer implements ImportListener {
    static final String MEDIA_TYPE = "application/x-ndjson";

    static final ImportListener NOBODY_LISTENS =
            new ImportListener() {
                @Override
                public void done(long rows) {}

                @Override
                public void refused(RefusedRow row) {}
            };

    private static final int PROGRESS_EVERY_ROWS = 1000;

    private final Context loop;
    private final HttpServerResponse response;
    private final Json json;
    private final boolean refusedWanted;

    ImportAnswer(Asked asked, boolean refusedWanted) {
        loop = asked.context().vertx().getOrCreateContext();
        response = asked.context().response();
        json = asked.json();
        this.refusedWanted = refusedWanted;
        response.setChunked(true).putHeader("Content-Type", MEDIA_TYPE);
    }

    record Progress(long rows) {}

    record RefusedLine(long refusedLine, String problem, String phone, String name, String tier) {}

    record Broken(String error) {}

    /** The last line. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(
            boolean complete,
            boolean dryRun,
            long rows,
            long added,
            long updated,
            long alreadyThere,
            long refused,
            @Nullable String stopped,
            List<ImportReport.Finding> findings,
            List<ImportReport.Finding> notes) {
        static Report of(ImportReport report, ImportOptions options) {
            return new Report(
                    report.complete(),
                    options.dryRun(),
                    report.rows(),
                    report.added(),
                    report.updated(),
                    report.alreadyThere(),
                    report.refused(),
                    report.stopped().orElse(null),
                    report.findings(),
                    report.notes());
        }
    }

    @Override
    public void done(long rows) {
        if (rows % PROGRESS_EVERY_ROWS == 0) {
            write(new Progress(rows));
        }
    }

    @Override
    public void refused(RefusedRow row) {
        if (refusedWanted) {
            write(new RefusedLine(row.line(), row.problem(), row.phone(), row.name(), row.tier()));
        }
    }

    private void write(Object line) {
        loop.runOnContext(nothing -> response.write(json.line(line)));
    }

    void end(Object last) {
        loop.runOnContext(nothing -> response.end(json.line(last)));
    }
}
