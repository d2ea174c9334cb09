package zarang.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with every file of the configuration, each empty until it is written. */
final class ConfigFolder {
    private final Path folder;

    ConfigFolder(Path folder) throws IOException {
        this.folder = folder;
        for (String file : HouseRooms.SHIPPED.keys().files()) {
            Files.writeString(folder.resolve(file), "");
        }
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** What is read, which must be right. */
    Settings good(String... overrides) {
        Loaded loaded = SettingsReader.load(folder, List.of(overrides));
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    /** What is said of it, which must not be right. */
    List<String> refused(String... overrides) {
        Loaded loaded = SettingsReader.load(folder, List.of(overrides));
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        String prefix = folder + "/";
        return ((Loaded.Refused) loaded)
                .findings().stream().map(line -> line.replace(prefix, "")).toList();
    }
}
