package zarang.loyalty.member;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.loyalty.member.CsvRows.Row;
import zarang.loyalty.member.ImportReport.Finding;
import zarang.redis.RedisAway;

/**
 * Imports members from a CSV file in UTF-8 with a header that names {@code phone}, {@code name} and
 * {@code tier} in any order. Rows that are right are imported, the others are listed; a second
 * import changes nothing.
 *
 * <p>One import, on one thread that may wait. The file is streamed, whatever its size.
 */
public final class MemberImport {
    /** Rows under way at once: enough to share the disk's syncs. */
    private static final int UNDER_WAY_MAX = 128;

    private static final int FINDINGS_MAX = 1000;
    private static final List<String> COLUMNS = List.of("phone", "name", "tier");

    private record UnderWay(long line, CompletionStage<AddOutcome> outcome) {}

    private final Members members;
    private final LongConsumer progress;
    private final Queue<UnderWay> underWay = new ArrayDeque<>();
    private final List<Finding> findings = new ArrayList<>();
    private long rows;
    private long added;
    private long alreadyThere;
    private long refused;
    private Optional<String> stopped = Optional.empty();

    private MemberImport(Members members, LongConsumer progress) {
        this.members = members;
        this.progress = progress;
    }

    /**
     * Reads the whole file. Waits for Redis: not for the control loop.
     *
     * @param progress hears the number of rows that are done, after each
     * @throws IOException {@code csv} cannot be read
     */
    public static ImportReport run(Members members, InputStream csv, LongConsumer progress)
            throws IOException, InterruptedException {
        return new MemberImport(members, progress).run(csv);
    }

    private ImportReport run(InputStream csv) throws IOException, InterruptedException {
        try {
            CsvRows file =
                    new CsvRows(
                            new BufferedReader(
                                    new InputStreamReader(
                                            csv,
                                            StandardCharsets.UTF_8
                                                    .newDecoder()
                                                    .onMalformedInput(CodingErrorAction.REPORT))));
            Optional<Row> header = file.read();
            Optional<int[]> order = header.flatMap(row -> order(row.fields()));
            if (order.isEmpty()) {
                stopped = Optional.of("the first line must name phone, name and tier");
            } else {
                rows(file, order.get());
            }
        } catch (CharacterCodingException e) {
            stopped = Optional.of("the file is not UTF-8 after row " + rows);
        }
        while (!underWay.isEmpty()) {
            settle();
        }
        return new ImportReport(rows, added, alreadyThere, refused, findings, stopped);
    }

    /** Which field of a row is the phone, the name, the tier; empty if the header is another. */
    private static Optional<int[]> order(List<String> header) {
        List<String> names = header.stream().map(n -> n.strip().toLowerCase(Locale.ROOT)).toList();
        int[] order = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        boolean all = names.size() == COLUMNS.size() && names.containsAll(COLUMNS);
        return all ? Optional.of(order) : Optional.empty();
    }

    private void rows(CsvRows file, int[] order) throws IOException, InterruptedException {
        for (Optional<Row> row = file.read();
                row.isPresent() && stopped.isEmpty();
                row = file.read()) {
            rows++;
            underWay.add(new UnderWay(row.get().line(), add(row.get(), order)));
            if (underWay.size() >= UNDER_WAY_MAX) {
                settle();
            }
        }
    }

    private CompletionStage<AddOutcome> add(Row row, int[] order) {
        if (row.problem().isPresent()) {
            return refusal(row.problem().get());
        }
        if (row.fields().size() != COLUMNS.size()) {
            return refusal(row.fields().size() + " fields instead of " + COLUMNS.size());
        }
        Optional<PhoneNumber> number = members.parse(row.fields().get(order[0]));
        if (number.isEmpty()) {
            return refusal("phone: not a telephone number");
        }
        Optional<Tier> tier = tier(row.fields().get(order[2]).strip());
        if (tier.isEmpty()) {
            return refusal("tier: not a name");
        }
        String name = row.fields().get(order[1]).strip();
        return members.add(new NewMember(number.get(), name, tier.get()));
    }

    private static CompletionStage<AddOutcome> refusal(String problem) {
        return CompletableFuture.completedFuture(new AddOutcome.Refused(problem));
    }

    private static Optional<Tier> tier(String name) {
        try {
            return Optional.of(new Tier(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void settle() throws InterruptedException {
        UnderWay oldest = underWay.remove();
        try {
            switch (oldest.outcome().toCompletableFuture().get()) {
                case AddOutcome.Added a -> added++;
                case AddOutcome.AlreadyThere a -> alreadyThere++;
                case AddOutcome.Refused r -> refused(oldest.line(), r.reason());
            }
        } catch (ExecutionException e) {
            String why =
                    e.getCause() instanceof RedisAway
                            ? "Redis is away"
                            : "Redis says no: " + e.getCause();
            refused(oldest.line(), "not imported: " + why);
            stopped = Optional.of(why + "; import the file again");
        }
        progress.accept(added + alreadyThere + refused);
    }

    private void refused(long line, String problem) {
        refused++;
        if (findings.size() < FINDINGS_MAX) {
            findings.add(new Finding(line, problem));
        }
    }
}
