package zarang.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A YAML file as a tree in which every key and value knows its place, together with all that was
 * found wrong so far. One thread.
 *
 * <p>A file is at most {@value #BYTES_MAX} bytes of UTF-8, {@value TreeBuilder#DEPTH_MAX} levels
 * deep and {@value TreeBuilder#NODES_MAX} values long, one document, keys and values at its top.
 * Anchors, aliases, tags and duplicate keys are refused, and what stands around them is read on. An
 * empty file is an empty map.
 */
public final class YamlDocument {
    public static final int BYTES_MAX = 1 << 20;

    private final YamlMap root;
    private final Findings findings;

    private YamlDocument(YamlMap root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /**
     * Reads a document. One that could be read to its end may have errors among its findings
     * already, such as a key that comes twice.
     *
     * @param file its name in findings
     */
    public static Parsed parse(String file, String text) {
        return parse(file, text, Optional.empty());
    }

    /** Reads a document and checks it by a schema: one that is returned holds to it. */
    public static Parsed parse(String file, String text, YamlSchema schema) {
        return good(examine(file, text, schema));
    }

    /**
     * Reads a document and checks it by a schema, as far as it could be read. One that is returned
     * could be read to its end, and has all that is wrong with it among its findings.
     *
     * @param file its name in findings
     */
    public static Parsed examine(String file, String text, YamlSchema schema) {
        return parse(file, text, Optional.of(schema));
    }

    private static Parsed parse(String file, String text, Optional<YamlSchema> schema) {
        if (text.length() > BYTES_MAX) {
            return refused(file, YamlRule.TOO_LARGE, tooLong());
        }
        Findings findings = new Findings();
        TreeBuilder tree = new TreeBuilder(file, findings);
        YamlMap root = tree.build(text);
        Optional<BrokenOff> brokenOff = tree.brokenOff();
        schema.ifPresent(each -> check(root, each, brokenOff, findings));
        return brokenOff.isPresent()
                ? new Parsed.Refused(findings.list())
                : new Parsed.Document(new YamlDocument(root, findings));
    }

    /** Leaves out what follows from a mistake that is told already. */
    private static void check(
            YamlMap root, YamlSchema schema, Optional<BrokenOff> brokenOff, Findings findings) {
        Set<String> told = new HashSet<>();
        findings.list().forEach(each -> told.add(each.key()));
        schema.check(root).stream()
                .filter(each -> !told.contains(each.key()))
                .filter(each -> brokenOff.map(end -> end.isKnown(each)).orElse(true))
                .forEach(findings::add);
    }

    /** Reads a file; what goes wrong with that is a finding too. Blocks. */
    public static Parsed read(Path path) {
        return read(path, Optional.empty());
    }

    /** Reads a file and checks it by a schema: one that is returned holds to it. Blocks. */
    public static Parsed read(Path path, YamlSchema schema) {
        return good(examine(path, schema));
    }

    /** The same as {@link #examine(String, String, YamlSchema)} of a file. Blocks. */
    public static Parsed examine(Path path, YamlSchema schema) {
        return read(path, Optional.of(schema));
    }

    private static Parsed read(Path path, Optional<YamlSchema> schema) {
        String file = path.toString();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        } catch (NoSuchFileException e) {
            return refused(file, YamlRule.UNREADABLE, "there is no such file");
        } catch (IOException e) {
            return refused(file, YamlRule.UNREADABLE, "cannot be read: " + e.getMessage());
        }
        if (bytes.length > BYTES_MAX) {
            return refused(file, YamlRule.TOO_LARGE, tooLong());
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return parse(
                    file, StandardCharsets.UTF_8.newDecoder().decode(buffer).toString(), schema);
        } catch (CharacterCodingException e) {
            return refused(file, YamlRule.UNREADABLE, encoding(bytes) + "save it as UTF-8");
        }
    }

    /**
     * What to append to a finding about a name: each sign in it that is not what it seems, with its
     * cure; mostly empty.
     */
    public static String hint(String name) {
        return Signs.hint(name);
    }

    private static Parsed good(Parsed parsed) {
        return parsed instanceof Parsed.Document(YamlDocument document)
                        && document.findings.hasErrors()
                ? new Parsed.Refused(document.findings.list())
                : parsed;
    }

    private static Parsed refused(String file, FindingRule rule, String message) {
        return new Parsed.Refused(
                List.of(
                        new Finding(
                                FilePlace.start(file), "", message, Severity.ERROR, rule.id())));
    }

    private static String encoding(byte[] bytes) {
        boolean utf16 =
                bytes.length > 1
                        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                                || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        return utf16 ? "is UTF-16 text; " : "is not UTF-8 text; ";
    }

    private static String tooLong() {
        return "is too long, expected at most " + BYTES_MAX + " bytes";
    }

    public YamlMap root() {
        return root;
    }

    /** Where the document and all its nodes put what they find wrong. */
    public Findings findings() {
        return findings;
    }
}
