package zarang.server.http;

import io.vertx.core.Context;
import io.vertx.core.file.OpenOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.loyalty.member.AddOutcome;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.ImportReport;
import zarang.loyalty.member.MemberImport;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.NewMember;

/** Members over HTTP: what {@code ./zarang member} asks. */
final class MemberRoutes {
    private static final Logger log = LoggerFactory.getLogger(MemberRoutes.class);
    private static final int PROGRESS_EVERY_ROWS = 1000;

    private final Members members;
    private final Path uploads;

    /**
     * @param uploads folder for files under way
     */
    MemberRoutes(Members members, Path uploads) {
        this.members = members;
        this.uploads = uploads;
    }

    void on(Router router) {
        router.get("/api/members").handler(this::show);
        router.post("/api/members")
                .handler(context -> Json.body(context, body -> add(context, body)));
        router.post("/api/members/import").handler(this::receive);
    }

    private void show(RoutingContext context) {
        Optional<PhoneNumber> number = number(context, members);
        number.ifPresent(phone ->
                Json.whenDone(
                        context,
                        members.show(phone),
                        found ->
                                found.ifPresentOrElse(
                                        club -> Json.answer(context, 200, describe(club)),
                                        () ->
                                                Json.refuse(
                                                        context,
                                                        404,
                                                        "no member has this number"))));
    }

    private void add(RoutingContext context, JsonNode body) {
        Optional<PhoneNumber> number = members.parse(body.path("phone").asString(""));
        if (number.isEmpty()) {
            Json.refuse(
                    context,
                    400,
                    "phone: not a telephone number, such as 09121234567 or +989121234567");
            return;
        }
        Tier tier;
        try {
            tier = new Tier(body.path("tier").asString("bronze"));
        } catch (IllegalArgumentException notATier) {
            Json.refuse(context, 400, "tier: " + notATier.getMessage());
            return;
        }
        Json.whenDone(
                context,
                members.add(new NewMember(number.get(), body.path("name").asString(""), tier)),
                outcome -> {
                    switch (outcome) {
                        case AddOutcome.Added added ->
                                Json.answer(
                                        context,
                                        201,
                                        Map.of("outcome", "added", "member", added.id().value()));
                        case AddOutcome.AlreadyThere there ->
                                Json.answer(
                                        context,
                                        200,
                                        Map.of(
                                                "outcome",
                                                "already-there",
                                                "member",
                                                there.id().value()));
                        case AddOutcome.Refused refused ->
                                Json.refuse(context, 400, refused.reason());
                    }
                });
    }

    /**
     * The file first lands on disk, whole: a caller on a slow line does not hold an import open.
     */
    private void receive(RoutingContext context) {
        Path file;
        try {
            Files.createDirectories(uploads);
            file = Files.createTempFile(uploads, "members", ".csv");
        } catch (IOException failure) {
            log.error("import.failed error={}: is the disk full?", failure.toString());
            Json.refuse(context, 507, "cannot keep the file: " + failure.getMessage());
            return;
        }
        context.request().pause();
        context.vertx()
                .fileSystem()
                .open(file.toString(), new OpenOptions().setWrite(true))
                .compose(sink -> context.request().pipeTo(sink))
                .onComplete(
                        done -> run(context, file),
                        failure -> {
                            remove(file);
                            Json.refuse(
                                    context, 507, "cannot keep the file: " + failure.getMessage());
                        });
    }

    /** Answers with lines of JSON: progress, then the report. */
    private void run(RoutingContext context, Path file) {
        var loop = context.vertx().getOrCreateContext();
        context.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        Thread.ofVirtual()
                .name("member-import")
                .start(() -> {
                    Map<String, ?> last = report(context, loop, file);
                    loop.runOnContext(nothing -> context.response().end(Json.line(last)));
                });
    }

    private Map<String, ?> report(RoutingContext context, Context loop, Path file) {
        try (InputStream csv = Files.newInputStream(file)) {
            ImportReport report =
                    MemberImport.run(
                            members,
                            csv,
                            rows -> {
                                if (rows % PROGRESS_EVERY_ROWS == 0) {
                                    loop.runOnContext(nothing ->
                                            context.response()
                                                    .write(Json.line(Map.of("rows", rows))));
                                }
                            });
            log.info(
                    "members.imported rows={} added={} already-there={} refused={}",
                    report.rows(),
                    report.added(),
                    report.alreadyThere(),
                    report.refused());
            return describe(report);
        } catch (IOException failure) {
            return Map.of("error", "the file could not be read: " + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Map.of("error", "the server is stopping: import the file again");
        } finally {
            remove(file);
        }
    }

    private static Map<String, ?> describe(ImportReport report) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("complete", report.complete());
        body.put("rows", report.rows());
        body.put("added", report.added());
        body.put("already-there", report.alreadyThere());
        body.put("refused", report.refused());
        report.stopped().ifPresent(why -> body.put("stopped", why));
        List<Map<String, Object>> findings =
                report.findings().stream()
                        .map(finding ->
                                Map.<String, Object>of(
                                        "line", finding.line(), "problem", finding.problem()))
                        .toList();
        body.put("findings", findings);
        return body;
    }

    private static Map<String, ?> describe(ClubMember club) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("member", club.member().id().value());
        body.put("phone", club.number().e164());
        body.put("name", club.member().name());
        body.put("tier", club.member().tier().name());
        body.put("points", club.member().points().value());
        body.put("since", club.since().toString());
        return body;
    }

    /** The number that the query names, or a refusal. */
    static Optional<PhoneNumber> number(RoutingContext context, Members members) {
        String written = context.request().getParam("phone");
        Optional<PhoneNumber> number = written == null ? Optional.empty() : members.parse(written);
        if (number.isEmpty()) {
            Json.refuse(
                    context,
                    400,
                    "phone: not a telephone number, such as 09121234567 or +989121234567");
        }
        return number;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            log.warn("import.file-left file={}: delete it by hand", file.getFileName());
        }
    }
}
