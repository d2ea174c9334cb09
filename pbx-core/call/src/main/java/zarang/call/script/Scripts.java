package zarang.call.script;

import java.util.Optional;

/** The port to the IVR: the scripts that are published. Control loop only, no I/O. */
public interface Scripts {
    /**
     * A new run of the current version of the script that answers {@code dialled}; empty if no
     * script does.
     */
    Optional<ScriptRun> begin(String dialled);

    /** Whether a script answers {@code dialled}. Begins nothing. */
    default boolean answers(String dialled) {
        return begin(dialled).isPresent();
    }
}
