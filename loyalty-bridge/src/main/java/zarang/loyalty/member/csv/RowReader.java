package zarang.loyalty.member.csv;

import java.util.Optional;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.csv.Columns.Meaning;
import zarang.loyalty.member.csv.CsvRows.Row;

/** Reads the rows of a list as members. */
final class RowReader {
    private final Members members;
    private final Columns columns;
    private final ImportOptions options;

    RowReader(Members members, Columns columns, ImportOptions options) {
        this.members = members;
        this.columns = columns;
        this.options = options;
    }

    /** Cells that are missing at the end of a row are empty: Excel leaves them out. */
    ReadRow read(Row row) {
        if (row.problem().isPresent()) {
            return new ReadRow.Wrong(row.problem().get());
        }
        if (row.fields().stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank())) {
            return new ReadRow.Wrong(
                    row.fields().size()
                            + " fields, but the first line names "
                            + columns.size()
                            + ": a text that holds the separator needs quotes");
        }
        String written = Cells.number(columns.cell(row.fields(), Meaning.PHONE).orElse(""));
        Optional<PhoneNumber> number = members.parse(written);
        return number.isPresent()
                ? member(row, number.get())
                : new ReadRow.Wrong(Cells.problem(written));
    }

    private ReadRow member(Row row, PhoneNumber number) {
        Optional<String> cell =
                columns.cell(row.fields(), Meaning.TIER).filter(text -> !text.isBlank());
        if (columns.has(Meaning.TIER)
                && cell.isEmpty()
                && !options.emptyTierIsLowest()
                && !options.update()) {
            return new ReadRow.Wrong(
                    "tier: empty; expected one of "
                            + members.tiers().described()
                            + ", or empty-tier=lowest with the import");
        }
        Optional<Tier> tier = cell.flatMap(members.tiers()::read);
        if (cell.isPresent() && tier.isEmpty()) {
            return new ReadRow.Wrong("tier: not one of " + members.tiers().described());
        }
        Optional<String> name = name(row).filter(text -> !text.isEmpty());
        return members.problem(name.orElse(""), tier.orElse(members.lowestTier()))
                .<ReadRow>map(ReadRow.Wrong::new)
                .orElseGet(() -> new ListedMember(number, name, tier));
    }

    private Optional<String> name(Row row) {
        return Cells.name(
                columns.cell(row.fields(), Meaning.NAME),
                columns.cell(row.fields(), Meaning.FAMILY_NAME));
    }

    /** The row as the file has it. */
    RefusedRow refused(Row row, String problem) {
        return new RefusedRow(
                row.line(),
                problem,
                columns.cell(row.fields(), Meaning.PHONE).orElse(""),
                name(row).orElse(""),
                columns.cell(row.fields(), Meaning.TIER).orElse(""));
    }
}
