package zarang.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the handbook has its reader do, in order: write the files whose names stand in the
 * first line of a {@code yaml} block, and type the lines of the {@code console} blocks that begin
 * with {@code $}.
 *
 * @param name of its file
 */
record Page(String name, List<Deed> deeds) {
    private static final Path FOLDER = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|console)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("# (\\S+\\.yaml)\\n");
    private static final Pattern EXIT = Pattern.compile("\\s+# exit (\\d+)$");
    private static final Pattern TYPED = Pattern.compile("(\\[[^]]+] >)(?: (.*))?");

    /** One thing that the reader does. */
    sealed interface Deed {
        record WriteFile(String name, String text) implements Deed {}

        /**
         * A command.
         *
         * @param exit the code it ends with
         * @param typed the lines that are typed while it runs
         * @param prints what it prints; empty if the page does not say
         */
        record Run(String line, int exit, List<String> typed, List<String> prints)
                implements Deed {}
    }

    static Page read(String name) throws IOException {
        List<Deed> deeds = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(FOLDER.resolve(name)));
        while (block.find()) {
            String text = block.group(2);
            if (block.group(1).equals("console")) {
                deeds.addAll(commands(text));
            } else {
                Matcher file = FILE.matcher(text);
                if (file.lookingAt()) {
                    deeds.add(new Deed.WriteFile(file.group(1), text));
                }
            }
        }
        return new Page(name, deeds);
    }

    private static List<Deed.Run> commands(String block) {
        List<Deed.Run> commands = new ArrayList<>();
        for (String each : block.split("(?m)^\\$ ", -1)) {
            List<String> lines = each.lines().toList();
            if (lines.isEmpty()) {
                continue;
            }
            List<String> typed = new ArrayList<>();
            List<String> prints = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                Matcher key = TYPED.matcher(line);
                if (key.matches()) {
                    typed.add(key.group(2) == null ? "" : key.group(2));
                    prints.add(key.group(1));
                } else {
                    prints.add(line);
                }
            }
            Matcher exit = EXIT.matcher(lines.getFirst());
            commands.add(
                    exit.find()
                            ? new Deed.Run(
                                    lines.getFirst().substring(0, exit.start()),
                                    Integer.parseInt(exit.group(1)),
                                    typed,
                                    prints)
                            : new Deed.Run(lines.getFirst(), 0, typed, prints));
        }
        return commands;
    }
}
