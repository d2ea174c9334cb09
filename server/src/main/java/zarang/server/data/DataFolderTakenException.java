package zarang.server.data;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another server lives on this data folder. */
public final class DataFolderTakenException extends IOException {
    private static final long serialVersionUID = 1;

    DataFolderTakenException(Path folder, @Nullable Throwable cause) {
        super(
                "another Zarang is running on "
                        + folder
                        + ": stop it, or give this one its own --data folder",
                cause);
    }
}
