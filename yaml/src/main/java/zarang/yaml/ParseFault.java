package zarang.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Why a text is not YAML, as an admin can mend it. The parser says where it could not go on; the
 * mistake is mostly earlier: a quote that was not closed, a bracket, a sign that is not what it
 * seems.
 */
final class ParseFault {
    private final String file;
    private final List<String> lines;

    ParseFault(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    Finding of(MarkedYamlEngineException fault) {
        FilePlace problem = place(fault.getProblemMark());
        String context = fault.getContext() == null ? "" : fault.getContext();
        String said = fault.getProblem() + (context.isEmpty() ? "" : " (" + context + ")");
        if (said.contains("TAB")) {
            return error(problem, "a tab (U+0009) stands in the indentation: write spaces");
        }
        Optional<FilePlace> odd = oddSign(problem);
        if (odd.isPresent()) {
            return new Finding(
                    odd.get(),
                    "",
                    Signs.cure(codePoint(odd.get())) + " (not YAML: " + said + ")",
                    Severity.ERROR,
                    YamlRule.ODD_SIGN.id());
        }
        FilePlace begin = place(fault.getContextMark());
        if (context.contains("quoted scalar") && fault.getProblem().contains("end of stream")) {
            return error(
                    begin,
                    "the quote that opens here is never closed" + Signs.quoteHint(textAt(begin)));
        }
        Optional<FilePlace> quote = Quotes.openOver(file, lines, problem.line());
        if (quote.isPresent()) {
            return error(
                    quote.get(),
                    "the quote that opens here is closed only in line "
                            + problem.line()
                            + ": is its end missing?"
                            + Signs.quoteHint(textAt(quote.get())));
        }
        if (said.contains("found ':'") && textAt(problem).startsWith("::")) {
            return error(
                    problem, "what begins with ':' stands in quotes here, such as \"::1/128\"");
        }
        if (context.contains("flow sequence") || context.contains("flow mapping")) {
            return error(
                    begin,
                    "what '"
                            + textAt(begin).charAt(0)
                            + "' opens here is not closed before line "
                            + problem.line()
                            + ", column "
                            + problem.column()
                            + " (not YAML: "
                            + fault.getProblem()
                            + ")");
        }
        return error(problem, "not YAML: " + said);
    }

    /** The first sign that is not what it seems, in the line of the problem or the one before. */
    private Optional<FilePlace> oddSign(FilePlace problem) {
        for (int line = Math.max(1, problem.line() - 1); line <= problem.line(); line++) {
            int[] signs = line(line).codePoints().toArray();
            for (int i = 0; i < signs.length && !Quotes.beginsComment(signs, i); i++) {
                i = Quotes.after(signs, i);
                if (i < signs.length
                        && Signs.isOdd(signs[i])
                        && Character.digit(signs[i], 10) < 0) {
                    return Optional.of(new FilePlace(file, line, i + 1));
                }
            }
        }
        return Optional.empty();
    }

    private int codePoint(FilePlace place) {
        return textAt(place).codePointAt(0);
    }

    /** The rest of the line; never empty. */
    private String textAt(FilePlace place) {
        String line = line(place.line());
        int points = line.codePointCount(0, line.length());
        return place.column() > points
                ? " "
                : line.substring(line.offsetByCodePoints(0, place.column() - 1));
    }

    private String line(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }

    private Finding error(FilePlace place, String message) {
        return new Finding(place, "", message, Severity.ERROR, YamlRule.SYNTAX.id());
    }

    private FilePlace place(Optional<Mark> mark) {
        return mark.map(m -> new FilePlace(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(FilePlace.start(file));
    }
}
