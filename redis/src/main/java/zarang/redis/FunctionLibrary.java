package zarang.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Redis Functions library (Lua), loaded at every (re)connect. Function names are shared by all
 * libraries of a server, so each begins with its library's name.
 *
 * @param name as its first line gives it: {@code #!lua name=…}
 */
public record FunctionLibrary(String name, String source) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("#!lua name=([A-Za-z0-9_]+)\\s*\\n.*", Pattern.DOTALL);

    public FunctionLibrary {
        Matcher line = FIRST_LINE.matcher(source);
        if (!line.matches() || !line.group(1).equals(name)) {
            throw new IllegalArgumentException(
                    "the library must begin with '#!lua name=" + name + "'");
        }
    }

    /** Reads a library from a resource that lies beside a class. */
    public static FunctionLibrary ofResource(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource + " at " + beside);
            }
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher line = FIRST_LINE.matcher(source);
            if (!line.matches()) {
                throw new IllegalArgumentException(resource + " has no '#!lua name=' line");
            }
            return new FunctionLibrary(line.group(1), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
