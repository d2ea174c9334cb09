package zarang.ivr.lint;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the media plane whether it can play a file. Blocks. */
@FunctionalInterface
public interface WavProbe {
    /** Asks nobody. */
    WavProbe NONE = wav -> Optional.empty();

    /** Why it cannot be played, what is wanted, and the remedy; empty if it can. */
    Optional<String> fault(Path wav);
}
