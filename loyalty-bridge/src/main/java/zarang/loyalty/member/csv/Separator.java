package zarang.loyalty.member.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;

/**
 * What separates the columns of a list: comma, semicolon (Excel where the comma is the decimal
 * sign) or tab (Excel's "Unicode Text").
 *
 * @param firstLine of the rows: 2 after a line {@code sep=;}, which Excel reads and writes
 */
record Separator(char sign, long firstLine) {
    private static final char[] SIGNS = {',', ';', '\t'};
    private static final int HEADER_MAX = 10_000;

    /** Leaves {@code in} at the first row. */
    static Separator find(BufferedReader in) throws IOException {
        in.mark(HEADER_MAX);
        String first = head(in);
        String said = first.toLowerCase(Locale.ROOT).strip();
        if (said.startsWith("sep=") && first.strip().length() <= 5) {
            in.reset();
            in.readLine();
            char sign = first.contains("\t") ? '\t' : said.length() == 5 ? said.charAt(4) : ',';
            return new Separator(sign, 2);
        }
        in.reset();
        return new Separator(mostOf(first), 1);
    }

    /** The first line that holds anything. */
    private static String head(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < HEADER_MAX - 1; i++) {
            int c = in.read();
            boolean ends = c == '\n' || c == '\r';
            if (c < 0 || (ends && !line.isEmpty())) {
                break;
            }
            if (!ends) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static char mostOf(String header) {
        char most = SIGNS[0];
        for (char sign : SIGNS) {
            if (count(header, sign) > count(header, most)) {
                most = sign;
            }
        }
        return most;
    }

    private static long count(String header, char sign) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted ^= c == '"';
            count += !quoted && c == sign ? 1 : 0;
        }
        return count;
    }
}
