package zarang.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import zarang.server.config.HouseRooms;
import zarang.server.serve.StartedHotline;

/**
 * Does what a page says in a folder of its own, beside what ships. {@code ./zarang} runs in this
 * process; {@code ./zarang serve &} starts a server on free ports; anything else is the shell's.
 */
final class PageReader implements AutoCloseable {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern PATH = Pattern.compile("(conf|ivr-scripts)/.*|[a-z-]+\\.[a-z]+");
    private static final Pattern GUESS =
            Pattern.compile("^ +\\d+\\.\\d{3}(?= )|\\d+\\.\\d(?= s\\b)|…");
    private static final String ZARANG = "./zarang ";
    private static final String ANYTHING = "…";

    private final Path home;
    private final @Nullable String homeBefore;
    private final List<String> settings;
    private @Nullable StartedHotline hotline;

    /**
     * @param home an empty folder
     * @param settings for the server, as {@code --set} has them
     */
    PageReader(Path home, String... settings) throws IOException {
        this.home = home;
        this.settings = List.of(settings);
        copy("conf");
        copy("ivr-scripts/prompts");
        copy("ivr-scripts/scripts");
        homeBefore = System.getProperty("zarang.home");
        System.setProperty("zarang.home", home.toString());
    }

    private void copy(String folder) throws IOException {
        Path shipped = Path.of("..");
        try (Stream<Path> files = Files.walk(shipped.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(shipped.relativize(file));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }

    /** Does all of it; what does not come out as the page says fails. */
    void read(Page page) throws IOException, InterruptedException {
        for (Page.Deed deed : page.deeds()) {
            switch (deed) {
                case Page.Deed.WriteFile(String name, String text) -> {
                    Path file = home.resolve(name);
                    Files.createDirectories(file.resolveSibling(""));
                    Files.writeString(file, text);
                }
                case Page.Deed.Run run -> run(page.name(), run);
            }
        }
    }

    private void run(String page, Page.Deed.Run command) throws IOException, InterruptedException {
        StringWriter said = new StringWriter();
        int exit =
                command.line().equals(ZARANG + "serve &")
                        ? serve()
                        : command.line().startsWith(ZARANG)
                                ? zarang(command, said)
                                : shell(command.line(), said);
        String as = page + ": $ " + command.line() + "\n" + said;
        assertThat(exit).as(as).isEqualTo(command.exit());
        if (!command.prints().isEmpty()) {
            List<String> printed = printed(said.toString());
            assertThat(String.join("\n", printed))
                    .as(as)
                    .matches(
                            command.prints().stream()
                                    .map(PageReader::pattern)
                                    .collect(Collectors.joining()));
        }
    }

    /** As the page has it: without the folder, with typed lines on lines of their own. */
    private List<String> printed(String said) {
        return said.replace(home + "/", "")
                .replaceAll("(?m)^(\\[[^]\\n]+] >) ", "$1\n")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    /**
     * How long tests took, and a prompt that may be recorded anew, is anybody's guess; {@code …}
     * stands for any lines, or for any words in a line.
     */
    private static String pattern(String line) {
        if (line.strip().equals(ANYTHING)) {
            return "(?s:.*?)";
        }
        StringBuilder pattern = new StringBuilder();
        Matcher guess = GUESS.matcher(line);
        int from = 0;
        while (guess.find()) {
            pattern.append(Pattern.quote(line.substring(from, guess.start())))
                    .append(guess.group().equals(ANYTHING) ? ".*" : "\\s*\\d+\\.\\d+");
            from = guess.end();
        }
        return pattern.append(Pattern.quote(line.substring(from))).append("(\\n|\\z)").toString();
    }

    private int serve() throws IOException {
        hotline =
                StartedHotline.start(
                        new HouseRooms(HouseRooms.LIST),
                        home.resolve("conf"),
                        home.resolve("data"),
                        settings.toArray(String[]::new));
        return 0;
    }

    private int zarang(Page.Deed.Run command, StringWriter said) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command.line().substring(ZARANG.length()));
        while (word.find()) {
            words.add(
                    Stream.of(1, 2, 3)
                            .map(word::group)
                            .filter(group -> group != null)
                            .map(this::here)
                            .findFirst()
                            .orElseThrow());
        }
        CommandLine zarang = Zarang.commandLine(words.toArray(String[]::new));
        CommandLine asked = zarang;
        for (String each : words) {
            asked = asked.getSubcommands().getOrDefault(each, asked);
        }
        for (String folder : List.of("conf", "data")) {
            if (asked.getCommandSpec().findOption("--" + folder) != null) {
                words.addAll(List.of("--" + folder, home.resolve(folder).toString()));
            }
        }
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream(
                        command.typed().stream()
                                .map(line -> line + "\n")
                                .collect(Collectors.joining())
                                .getBytes(UTF_8)));
        try {
            PrintWriter out = new PrintWriter(said, true);
            return zarang.setOut(out).setErr(out).execute(words.toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    private String here(String word) {
        if (word.startsWith("sip:") && hotline != null) {
            return word.replaceFirst("@.*", "@" + hotline.sip());
        }
        return PATH.matcher(word).matches() ? home.resolve(word).toString() : word;
    }

    private int shell(String line, StringWriter said) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", line)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .start();
        said.write(new String(process.getInputStream().readAllBytes(), UTF_8));
        return process.waitFor();
    }

    @Override
    public void close() {
        if (hotline != null) {
            hotline.close();
        }
        if (homeBefore == null) {
            System.clearProperty("zarang.home");
        } else {
            System.setProperty("zarang.home", homeBefore);
        }
    }
}
