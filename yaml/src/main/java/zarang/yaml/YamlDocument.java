package zarang.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A YAML file as a tree in which every key and value knows its place, together with all that was
 * found wrong so far. One thread.
 *
 * <p>A file is at most {@value #BYTES_MAX} bytes of UTF-8, {@value TreeBuilder#DEPTH_MAX} levels
 * deep and {@value TreeBuilder#NODES_MAX} values long, one document, keys and values at its top.
 * Anchors, aliases, tags and duplicate keys are refused. An empty file is an empty map.
 */
public final class YamlDocument {
    public static final int BYTES_MAX = 1 << 20;

    private final YamlMap root;
    private final Findings findings;

    YamlDocument(YamlMap root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /**
     * Reads a document.
     *
     * @param file its name in findings
     */
    public static Parsed parse(String file, String text) {
        if (text.length() > BYTES_MAX) {
            return refused(file, YamlRule.TOO_LARGE, tooLong());
        }
        Findings findings = new Findings();
        YamlMap root = new TreeBuilder(file, findings).build(text);
        return findings.hasErrors()
                ? new Parsed.Refused(findings.list())
                : new Parsed.Document(new YamlDocument(root, findings));
    }

    /** Reads a document and checks it by a schema: one that is returned holds to it. */
    public static Parsed parse(String file, String text, YamlSchema schema) {
        return checked(parse(file, text), schema);
    }

    /** Reads a file; what goes wrong with that is a finding too. Blocks. */
    public static Parsed read(Path path) {
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
            return parse(file, StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException e) {
            return refused(file, YamlRule.UNREADABLE, encoding(bytes) + "save it as UTF-8");
        }
    }

    /** Reads a file and checks it by a schema. Blocks. */
    public static Parsed read(Path path, YamlSchema schema) {
        return checked(read(path), schema);
    }

    /**
     * What to append to a finding about a name: each sign in it that is not what it seems, with its
     * cure; mostly empty.
     */
    public static String hint(String name) {
        return Signs.hint(name);
    }

    private static Parsed checked(Parsed parsed, YamlSchema schema) {
        if (parsed instanceof Parsed.Document(YamlDocument document) && !document.check(schema)) {
            return new Parsed.Refused(document.findings.list());
        }
        return parsed;
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

    /** Adds what breaks the schema to the findings; true if nothing does. */
    public boolean check(YamlSchema schema) {
        List<Finding> broken = schema.check(root);
        findings.addAll(broken);
        return broken.isEmpty();
    }

    /** Where the document and all its nodes put what they find wrong. */
    public Findings findings() {
        return findings;
    }
}
