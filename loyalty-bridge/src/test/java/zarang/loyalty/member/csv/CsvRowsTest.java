package zarang.loyalty.member.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.loyalty.member.csv.CsvRows.Row;

class CsvRowsTest {
    @Test
    void quotesCommasAndBreaksAreReadAsRfc4180Says() throws IOException {
        assertThat(
                        rows(
                                "phone,name,tier\r\n"
                                        + "\r\n"
                                        + "0912,\"Rad, \"\"Mina\"\"\",gold\r\n"
                                        + "0913,\"two\nlines\",\n"
                                        + "0914,,bronze"))
                .containsExactly(
                        right(1, "phone", "name", "tier"),
                        right(3, "0912", "Rad, \"Mina\"", "gold"),
                        right(4, "0913", "two\nlines", ""),
                        right(6, "0914", "", "bronze"));
    }

    @Test
    void aRowThatIsWrongSaysSoAndTheNextOneIsRead() throws IOException {
        assertThat(rows("\"a\"b,c\n" + "x".repeat(1001) + "\n" + ",".repeat(100) + "\nok\n\"open"))
                .extracting(row -> row.line() + " " + row.problem().orElse("right"))
                .containsExactly(
                        "1 something follows a closing quote",
                        "2 a field is longer than 1000 characters",
                        "3 more than 100 fields",
                        "4 right",
                        "5 a quote is not closed");
    }

    private static Row right(long line, String... fields) {
        return new Row(line, List.of(fields), Optional.empty());
    }

    private static List<Row> rows(String text) throws IOException {
        CsvRows csv = new CsvRows(new StringReader(text), ',', 1);
        List<Row> rows = new ArrayList<>();
        for (Optional<Row> row = csv.read(); row.isPresent(); row = csv.read()) {
            rows.add(row.get());
        }
        return rows;
    }
}
