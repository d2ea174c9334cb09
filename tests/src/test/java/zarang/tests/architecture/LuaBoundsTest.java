package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Redis does one thing at a time for all processes: a function that walks all there is stops every
 * caller's look-up meanwhile (100,000 waiting webhooks were 5 s). So no function reads a whole
 * collection, and none loops until it finds nothing more: the caller asks again for the next page.
 */
class LuaBoundsTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern WHOLE =
            Pattern.compile("call\\('(HGETALL|HKEYS|HVALS|SMEMBERS|KEYS|SORT)'");
    private static final Pattern RANGE =
            Pattern.compile("call\\('(?:Z|X|L)(?:REV)?RANGE'([^()]|\\([^()]*\\))*\\)");
    private static final Pattern TRIM = Pattern.compile("call\\('XTRIM'[^)]*\\)");
    private static final Pattern ENDLESS = Pattern.compile("(?m)^\\s*(while|repeat)\\b.*$");

    /** What bounds a range: a page, one entry by its id, or two numbers that are not "all". */
    private static final Pattern BOUNDED =
            Pattern.compile(
                    "LIMIT|COUNT|, ([\\w\\[\\]]+), \\1\\)|, 0, (?!-1)[^,]+(, 'WITHSCORES')?\\)$");

    /** Each with the reason why it is no danger; a list that only gets shorter. */
    private static final List<String> KNOWN =
            List.of(
                    // frees whole nodes of 100 entries, an hour's worth at a time
                    "journal.lua call('XTRIM', keys[1], 'MINID', '=', keep)");

    @Test
    void noFunctionWalksAllThereIs() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : functions()) {
            String lua = code(Files.readString(file));
            String name = file.getFileName().toString();
            WHOLE.matcher(lua).results().forEach(m -> found.add(name + " " + m.group()));
            TRIM.matcher(lua)
                    .results()
                    .filter(m -> !m.group().contains("LIMIT"))
                    .forEach(m -> found.add(name + " " + m.group()));
            RANGE.matcher(lua)
                    .results()
                    .filter(m -> !BOUNDED.matcher(m.group()).find())
                    .forEach(m -> found.add(name + " " + m.group()));
            ENDLESS.matcher(lua).results().forEach(m -> found.add(name + " " + m.group().strip()));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    @Test
    void theRuleSeesWhatItForbids() {
        assertThat(WHOLE.matcher("redis.call('HGETALL', key)").find()).isTrue();
        assertThat(unbounded("redis.call('ZRANGE', k, '(' .. a, '+inf', 'BYSCORE')")).isTrue();
        assertThat(unbounded("redis.call('LRANGE', k, 0, -1)")).isTrue();
        assertThat(unbounded("redis.call('XRANGE', k, '-', '+')")).isTrue();
        assertThat(unbounded("redis.call('XRANGE', k, id, id)")).isFalse();
        assertThat(unbounded("redis.call('ZRANGE', k, 0, tonumber(args[3]) - 1)")).isFalse();
        assertThat(unbounded("redis.call('ZRANGE', k, 0, 0, 'WITHSCORES')")).isFalse();
        assertThat(ENDLESS.matcher("    while true do").find()).isTrue();
    }

    private static boolean unbounded(String call) {
        return RANGE.matcher(code(call))
                .results()
                .anyMatch(m -> !BOUNDED.matcher(m.group()).find());
    }

    /** Without comments, and without the parenthesis that begins an open interval. */
    private static String code(String lua) {
        return lua.replaceAll("--[^\n]*", "").replace("'('", "'open '");
    }

    private static List<Path> functions() throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            List<Path> lua =
                    files.filter(file -> file.toString().endsWith(".lua"))
                            .filter(file -> file.toString().contains("/src/main/resources/"))
                            .toList();
            assertThat(lua).hasSizeGreaterThan(4);
            return lua;
        }
    }
}
