package zarang.loyalty.member.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import zarang.call.PhoneNumber;
import zarang.loyalty.member.AddOutcome;
import zarang.loyalty.member.ChangeOutcome;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.csv.CsvRows.Row;
import zarang.loyalty.member.csv.ImportReport.Finding;
import zarang.redis.RedisAway;

/**
 * Imports members from a list whose first line names its columns: {@link Columns}. Rows that are
 * right are imported, the others are reported; a second import changes nothing.
 *
 * <p>One import, on one thread that may wait. The file is streamed; what is kept of it are its
 * numbers, so that one that comes twice is seen.
 */
public final class MemberImport {
    /** Rows under way at once: enough to share the disk's syncs. */
    private static final int UNDER_WAY_MAX = 128;

    private static final int FINDINGS_MAX = 1000;

    /** Numbers of more rows would fill the memory. */
    private static final int ROWS_MAX = 500_000;

    private record UnderWay(Row row, CompletionStage<RowOutcome> outcome) {}

    private final Members members;
    private final ImportOptions options;
    private final ImportListener listener;
    private final Queue<UnderWay> underWay = new ArrayDeque<>();
    private final Map<PhoneNumber, Long> lines = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();
    private RowReader reader;
    private long rows;
    private long added;
    private long updated;
    private long alreadyThere;
    private long refused;
    private Optional<String> stopped = Optional.empty();

    private MemberImport(Members members, ImportOptions options, ImportListener listener) {
        this.members = members;
        this.options = options;
        this.listener = listener;
        reader = new RowReader(members, Columns.of(List.of()), options);
    }

    /**
     * Reads the whole file. Waits for Redis: not for the control loop.
     *
     * @throws IOException {@code csv} cannot be read
     */
    public static ImportReport run(
            Members members, Path csv, ImportOptions options, ImportListener listener)
            throws IOException, InterruptedException {
        return new MemberImport(members, options, listener).run(csv);
    }

    private ImportReport run(Path csv) throws IOException, InterruptedException {
        Encoding encoding = Encoding.of(csv);
        stopped = encoding.problem();
        if (stopped.isEmpty()) {
            encoding.note().ifPresent(note -> note(1, note));
            try (BufferedReader text = encoding.open(csv)) {
                Separator separator = Separator.find(text);
                read(new CsvRows(text, separator.sign(), separator.firstLine()));
            }
        }
        while (!underWay.isEmpty()) {
            settle();
        }
        return new ImportReport(
                rows, added, updated, alreadyThere, refused, findings, notes, stopped);
    }

    private void read(CsvRows file) throws IOException, InterruptedException {
        Optional<Row> header = file.read();
        Columns columns = Columns.of(header.map(Row::fields).orElse(List.of()));
        stopped = columns.problem();
        if (stopped.isPresent()) {
            return;
        }
        if (!columns.ignored().isEmpty()) {
            note(header.get().line(), "columns ignored: " + String.join(", ", columns.ignored()));
        }
        reader = new RowReader(members, columns, options);
        for (Optional<Row> row = file.read();
                row.isPresent() && stopped.isEmpty();
                row = file.read()) {
            if (!isBlank(row.get())) {
                start(row.get());
            }
        }
    }

    private void start(Row row) throws InterruptedException {
        if (rows == ROWS_MAX) {
            stopped =
                    Optional.of(
                            "line "
                                    + row.line()
                                    + ": more than "
                                    + ROWS_MAX
                                    + " rows: import the rest as a file of its own");
            return;
        }
        rows++;
        underWay.add(new UnderWay(row, take(row)));
        if (underWay.size() >= UNDER_WAY_MAX) {
            settle();
        }
    }

    /** A spreadsheet writes its empty rows too: {@code ;;;}. */
    private static boolean isBlank(Row row) {
        return row.problem().isEmpty() && row.fields().stream().allMatch(String::isBlank);
    }

    private CompletionStage<RowOutcome> take(Row row) {
        return switch (reader.read(row)) {
            case ReadRow.Wrong wrong -> done(new RowOutcome.Refused(wrong.problem()));
            case ListedMember listed -> take(row, listed);
        };
    }

    private CompletionStage<RowOutcome> take(Row row, ListedMember listed) {
        Long first = lines.putIfAbsent(listed.number(), row.line());
        if (first != null) {
            return done(new RowOutcome.Twice(first));
        }
        if (options.dryRun()) {
            return members.show(listed.number())
                    .thenApply(found ->
                            found.map(club -> would(club, listed))
                                    .orElseGet(RowOutcome.Added::new));
        }
        return members.add(listed.asNew(members.lowestTier()))
                .thenCompose(outcome -> added(listed, outcome));
    }

    private static CompletionStage<RowOutcome> done(RowOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    private RowOutcome would(ClubMember club, ListedMember listed) {
        boolean same = listed.asChange().changesNothingOf(club);
        return !same && options.update() ? new RowOutcome.Updated() : new RowOutcome.Left(!same);
    }

    private CompletionStage<RowOutcome> added(ListedMember listed, AddOutcome outcome) {
        return switch (outcome) {
            case AddOutcome.Added a -> done(new RowOutcome.Added());
            case AddOutcome.Refused r -> done(new RowOutcome.Refused(r.reason()));
            case AddOutcome.AlreadyThere there ->
                    members.show(listed.number())
                            .thenCompose(found ->
                                    found.isEmpty()
                                            ? done(new RowOutcome.Left(false))
                                            : change(found.get(), listed));
        };
    }

    private CompletionStage<RowOutcome> change(ClubMember club, ListedMember listed) {
        if (!(would(club, listed) instanceof RowOutcome.Updated)) {
            return done(would(club, listed));
        }
        return members.change(club.member().id(), listed.asChange())
                .thenApply(outcome ->
                        switch (outcome) {
                            case ChangeOutcome.Changed c -> new RowOutcome.Updated();
                            case ChangeOutcome.NoSuchMember n -> new RowOutcome.Left(false);
                            case ChangeOutcome.Overtaken o -> new RowOutcome.Left(false);
                            case ChangeOutcome.Refused r -> new RowOutcome.Refused(r.reason());
                        });
    }

    private void settle() throws InterruptedException {
        UnderWay oldest = underWay.remove();
        long line = oldest.row().line();
        try {
            switch (oldest.outcome().toCompletableFuture().get()) {
                case RowOutcome.Added a -> added++;
                case RowOutcome.Updated u -> updated++;
                case RowOutcome.Left left -> {
                    alreadyThere++;
                    if (left.differs()) {
                        note(line, "a member already, with another name or tier; left as it is");
                    }
                }
                case RowOutcome.Twice twice -> {
                    alreadyThere++;
                    note(line, "the same number as line " + twice.line() + "; that one counts");
                }
                case RowOutcome.Refused r -> refused(oldest.row(), r.problem());
            }
        } catch (ExecutionException e) {
            failed(oldest.row(), e.getCause() == null ? e : e.getCause());
        }
        listener.done(added + updated + alreadyThere + refused);
    }

    private void failed(Row row, Throwable cause) {
        if (cause instanceof RedisAway) {
            stopped = Optional.of("Redis is away; import the file again");
            refused(row, "not imported: Redis is away");
        } else {
            // one damaged record is no reason to leave out all the others
            refused(row, "not imported: " + cause.getMessage());
        }
    }

    private void note(long line, String text) {
        if (notes.size() < FINDINGS_MAX) {
            notes.add(new Finding(line, text));
        }
    }

    private void refused(Row row, String problem) {
        refused++;
        if (findings.size() < FINDINGS_MAX) {
            findings.add(new Finding(row.line(), problem));
        }
        listener.refused(reader.refused(row, problem));
    }
}
