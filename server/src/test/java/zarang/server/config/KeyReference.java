package zarang.server.config;

import java.util.List;
import zarang.config.Key;

/** The text of {@code docs/CONFIGURATION.md}, from the table of keys. */
final class KeyReference {
    private static final String HEAD =
            """
            # Configuration

            `./zarang serve --conf DIR` reads these files from DIR (default `conf`); each may be empty, and each must be
            there but `calendars.yaml`. `--set key=value` (repeatable) counts before the files: lists are separated by
            commas, the keys of a webhook are written `webhooks[0].url`. A mistake refuses the start, with every finding
            at once: file, line, column, key, what was found, what was expected. On reload a broken configuration
            changes nothing.

            A relative path begins at DIR, never where the shell stands; scripts and prompts that are not there are those
            that ship with Zarang. `--conf` and `--data` themselves are as the shell understands them.

            A duration is a whole number and one of ms, s, m, h, d. `*` stands for a name that you choose. Secrets
            stand in files of mode 600, never here.

            This page is made from the tables of keys that the rooms bring (`zarang.*.keys`); a test keeps it so.
            """;

    private KeyReference() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (String file : HouseRooms.SHIPPED.keys().files()) {
            text.append("\n## ").append(file).append("\n\n");
            text.append("| Key | Default | Type and range | Meaning |\n|---|---|---|---|\n");
            List<Key<?>> keys =
                    HouseRooms.SHIPPED.keys().all().stream()
                            .filter(k -> k.file().equals(file))
                            .toList();
            keys.forEach(key -> text.append(row(key)));
        }
        return text.toString();
    }

    private static String row(Key<?> key) {
        String standard = key.standard().isEmpty() ? key.absent() : "`" + key.standard() + "`";
        return "| `%s` | %s | %s | %s |\n"
                .formatted(key.written(), standard, key.kind().expected(), key.meaning());
    }
}
