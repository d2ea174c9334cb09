package zarang.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Nearest;
import zarang.yaml.Parsed;
import zarang.yaml.Severity;
import zarang.yaml.YamlDocument;

/** One {@code --set key=value}, as the document that says the same. */
final class SetOption {
    /** The beginning of the file name in places, so that a finding says where a value came from. */
    static final String PREFIX = "--set ";

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}|true|false");
    private static final Pattern COMMA = Pattern.compile(",");

    private SetOption() {}

    static Parsed parse(KnownKeys keys, String option) {
        int equals = option.indexOf('=');
        if (equals < 1) {
            return refused(option, "found no '=', expected key=value");
        }
        String name = option.substring(0, equals);
        String value = option.substring(equals + 1);
        List<String> path = KeyPaths.split(name);
        Optional<Key<?>> key = keys.find(path);
        if (key.isEmpty()) {
            List<String> known = keys.all().stream().map(each -> each.written()).toList();
            return refused(name, "unknown key" + Nearest.hint(name, known));
        }
        return document(PREFIX + name, path, key.get(), value);
    }

    /** One value that is set while the process runs, as the document that says it. */
    static Parsed parse(KnownKeys keys, WrittenValue value) {
        Optional<Key<?>> key = keys.find(value.path());
        if (key.isEmpty()) {
            List<String> above = value.path().subList(0, value.path().size() - 1);
            String hint = Nearest.hint(value.path().getLast(), keys.below(above, Optional.empty()));
            return new Parsed.Refused(
                    List.of(
                            new Finding(
                                    FilePlace.start(value.name()),
                                    value.name(),
                                    "unknown key" + hint,
                                    Severity.ERROR)));
        }
        return document(value.name(), value.path(), key.get(), value.text());
    }

    private static Parsed document(String file, List<String> path, Key<?> key, String value) {
        String written = key.kind().list() ? list(value) : scalar(value);
        String opening =
                path.stream().map(each -> "{" + quoted(each) + ": ").collect(Collectors.joining());
        return YamlDocument.parse(file, opening + written + "}".repeat(path.size()));
    }

    private static String list(String value) {
        return COMMA.splitAsStream(value)
                .map(item -> scalar(item.strip()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches() ? value : quoted(value);
    }

    /** In YAML's double quotes; what cannot be printed becomes an escape. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                quoted.append(String.format("\\x%02x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static Parsed refused(String name, String message) {
        return new Parsed.Refused(
                List.of(
                        new Finding(
                                FilePlace.start(PREFIX + name), name, message, Severity.ERROR)));
    }
}
