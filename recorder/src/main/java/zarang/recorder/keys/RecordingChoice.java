package zarang.recorder.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import zarang.recorder.RecorderSettings;

/**
 * Whether and how talks are recorded.
 *
 * @param folder empty: {@code recordings} in the data folder
 */
public record RecordingChoice(
        boolean enabled,
        Optional<Path> folder,
        int openMax,
        Duration buffer,
        Duration lengthMax,
        long keepFreeBytes) {
    /** For a recorder of a process with this data folder. */
    public RecorderSettings in(Path data) {
        return new RecorderSettings(
                folder.orElse(data.resolve("recordings")),
                openMax,
                buffer,
                lengthMax,
                keepFreeBytes);
    }
}
