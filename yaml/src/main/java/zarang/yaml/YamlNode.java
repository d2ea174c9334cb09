package zarang.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value in a document. Its accessors answer with nothing when it is not what was asked for, and
 * leave a finding: nobody throws, and the admin sees all mistakes at once.
 */
public abstract sealed class YamlNode permits YamlScalar, YamlList, YamlMap {
    private final @Nullable YamlNode parent;
    private final String name;
    private final FilePlace place;
    final Findings findings;

    YamlNode(@Nullable YamlNode parent, String name, FilePlace place, Findings findings) {
        this.parent = parent;
        this.name = name;
        this.place = place;
        this.findings = findings;
    }

    public FilePlace place() {
        return place;
    }

    /** Such as {@code media.ports} or {@code webhooks[1].url}; empty for the document. */
    public String path() {
        if (parent == null) {
            return "";
        }
        return parent.pathOf(name);
    }

    /** The path of a child. */
    abstract String pathOf(String child);

    /** What it is, to be read after "found": {@code 'abc'}, {@code 12}, {@code a list}. */
    abstract String described();

    /** Adds an error at this value. */
    public void refuse(String message) {
        findings.error(place, path(), message);
    }

    /** Adds an error at this value that offends against a rule. */
    public void refuse(FindingRule rule, String message) {
        findings.error(place, path(), message, rule);
    }

    /** Adds an error at this value: what stands here, and what should. */
    public void expected(String expected) {
        refuse(ruleOfValue(), "found " + described() + ", expected " + expected + hint());
    }

    /** What a value that does not fit offends against. */
    FindingRule ruleOfValue() {
        return hint().isEmpty() ? YamlRule.BAD_VALUE : YamlRule.ODD_SIGN;
    }

    /**
     * What to append to a finding about this value: names the signs in it that are not what they
     * seem, each with its cure; mostly empty.
     */
    public String hint() {
        return "";
    }

    /** Any scalar as it is written; {@code 2001} needs no quotes. */
    public Optional<String> text() {
        expected("text");
        return Optional.empty();
    }

    /** A whole number within both limits. */
    public Optional<Integer> integer(int min, int max) {
        expected("a whole number from " + min + " to " + max);
        return Optional.empty();
    }

    public Optional<Boolean> bool() {
        expected("true or false");
        return Optional.empty();
    }

    /** A span such as {@code 150ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d}. */
    public Optional<Duration> duration(Duration min, Duration max) {
        expected("a duration from " + Spans.write(min) + " to " + Spans.write(max));
        return Optional.empty();
    }

    /**
     * A value that {@code reader} understands.
     *
     * @param expected what {@code reader} accepts, such as {@code a port range such as 20000-29999}
     */
    public <T> Optional<T> parsed(String expected, Function<String, Optional<T>> reader) {
        expected(expected);
        return Optional.empty();
    }

    public Optional<YamlMap> map() {
        expected("keys and values");
        return Optional.empty();
    }

    public Optional<YamlList> list() {
        expected("a list");
        return Optional.empty();
    }

    /** A list of texts, or one text, which counts as a list of one. Broken items are left out. */
    public List<String> texts() {
        return text().map(List::of).orElse(List.of());
    }
}
