package zarang.loyalty.member.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads RFC 4180 rows one at a time, with any separator: {@code "quoted, ""fields"""}, CRLF or LF.
 * Empty lines are skipped. What is wrong with a row is in the row, and reading goes on after it:
 * that is why it is our own (FastCSV 4.1 was tried and ends at the first row whose quotes are
 * wrong).
 */
final class CsvRows {
    /** Longer fields are no name and no number; reading on stops memory from growing. */
    private static final int FIELD_MAX = 1000;

    private static final int FIELDS_MAX = 100;
    private static final int END = -1;
    private static final Optional<String> AFTER_QUOTE =
            Optional.of("something follows a closing quote");

    private final Reader in;
    private final char separator;
    private long line;
    private int next;

    /**
     * @param in without a byte order mark
     * @param line at which {@code in} stands, 1 and up
     */
    CsvRows(Reader in, char separator, long line) throws IOException {
        this.in = in;
        this.separator = separator;
        this.line = line;
        next = in.read();
    }

    /**
     * @param line where it begins, 1 and up
     * @param problem what is wrong with its form, if anything is
     */
    record Row(long line, List<String> fields, Optional<String> problem) {}

    /** The next row, or empty at the end. */
    Optional<Row> read() throws IOException {
        while (next == '\n' || next == '\r') {
            take();
        }
        if (next == END) {
            return Optional.empty();
        }
        long start = line;
        List<String> fields = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        while (true) {
            StringBuilder field = new StringBuilder();
            Optional<String> wrong = next == '"' ? quoted(field) : plain(field);
            problem = problem.or(() -> wrong);
            if (fields.size() < FIELDS_MAX) {
                fields.add(field.toString());
            } else {
                problem = problem.or(() -> Optional.of("more than " + FIELDS_MAX + " fields"));
            }
            if (next != separator) {
                return Optional.of(new Row(start, fields, problem));
            }
            take();
        }
    }

    private Optional<String> plain(StringBuilder field) throws IOException {
        while (next != separator && next != '\n' && next != '\r' && next != END) {
            append(field, take());
        }
        return tooLong(field);
    }

    private Optional<String> quoted(StringBuilder field) throws IOException {
        take();
        while (next != END) {
            int c = take();
            if (c != '"') {
                append(field, c);
            } else if (next == '"') {
                append(field, take());
            } else {
                StringBuilder after = new StringBuilder();
                Optional<String> wrong = plain(after);
                return after.isEmpty() ? tooLong(field) : wrong.or(() -> AFTER_QUOTE);
            }
        }
        return Optional.of("a quote is not closed");
    }

    private static void append(StringBuilder field, int c) {
        if (field.length() <= FIELD_MAX) {
            field.append((char) c);
        }
    }

    private static Optional<String> tooLong(StringBuilder field) {
        return field.length() > FIELD_MAX
                ? Optional.of("a field is longer than " + FIELD_MAX + " characters")
                : Optional.empty();
    }

    private int take() throws IOException {
        int taken = next;
        next = in.read();
        if (taken == '\n' || (taken == '\r' && next != '\n')) {
            line++;
        }
        return taken;
    }
}
