package zarang.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Redis Functions library (Lua), loaded at every (re)connect.
 *
 * <p>In Redis the library and its functions carry the hash of the source in their names: {@code
 * points_award} is called {@code points_award_3f0c91d2} there. So two versions of Zarang share one
 * Redis, each with functions of its own, and neither replaces the other's.
 *
 * @param name as its first line gives it: {@code #!lua name=…}; its functions begin with it
 */
public record FunctionLibrary(String name, String source) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("#!lua name=([A-Za-z0-9_]+)\\s*\\n.*", Pattern.DOTALL);
    private static final Pattern REGISTERS = Pattern.compile("redis\\.register_function");

    /** Both forms: {@code register_function('x', x)} and {@code {function_name = 'x', …}}. */
    private static final Pattern REGISTERED =
            Pattern.compile(
                    "(redis\\.register_function\\s*[({]\\s*(?:function_name\\s*=\\s*)?')"
                            + "([A-Za-z0-9_]+)'");

    private static final int TAG_BYTES = 4;

    public FunctionLibrary {
        Matcher line = FIRST_LINE.matcher(source);
        if (!line.matches() || !line.group(1).equals(name)) {
            throw new IllegalArgumentException(
                    "the library must begin with '#!lua name=" + name + "'");
        }
        Set<String> functions = functions(source);
        if (functions.size() != REGISTERS.matcher(source).results().count()) {
            throw new IllegalArgumentException(
                    name + ": a function is registered in a form that is not understood");
        }
        if (!functions.stream().allMatch(function -> function.startsWith(name + "_"))) {
            throw new IllegalArgumentException(
                    "functions of " + name + " must begin with it: " + functions);
        }
    }

    /** Reads a library from a resource that lies beside a class. */
    public static FunctionLibrary ofResource(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource + " at " + beside);
            }
            String source = new String(in.readAllBytes(), UTF_8);
            Matcher line = FIRST_LINE.matcher(source);
            if (!line.matches()) {
                throw new IllegalArgumentException(resource + " has no '#!lua name=' line");
            }
            return new FunctionLibrary(line.group(1), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the functions, as Zarang's code calls them. */
    Set<String> functions() {
        return functions(source);
    }

    /** What the library is called in Redis. */
    String loadedName() {
        return loaded(name);
    }

    /** What one of its functions is called in Redis. */
    String loaded(String function) {
        return function + "_" + tag();
    }

    /** The source with the names that it has in Redis. */
    String loadedSource() {
        String renamed =
                REGISTERED
                        .matcher(source)
                        .replaceAll(m ->
                                Matcher.quoteReplacement(m.group(1) + loaded(m.group(2)) + "'"));
        return renamed.replaceFirst("name=" + name, "name=" + loadedName());
    }

    private String tag() {
        return Sha256.of(source, TAG_BYTES);
    }

    private static Set<String> functions(String source) {
        return REGISTERED
                .matcher(source)
                .results()
                .map((MatchResult m) -> m.group(2))
                .collect(Collectors.toUnmodifiableSet());
    }
}
