package zarang.media.prompt;

import java.nio.file.Path;
import zarang.config.FolderWatch;

/**
 * Has the library take in the prompts of its folder whenever files there have changed. One thread,
 * which may wait for files.
 */
public final class PromptWatch {
    private final FolderWatch folder;
    private final PromptLibrary library;

    /**
     * Looks at what is there; the library has it.
     *
     * @param library of that folder
     */
    public PromptWatch(Path folder, PromptLibrary library) {
        this.folder = new FolderWatch(folder);
        this.library = library;
    }

    /** Looks once; true if something was taken in. */
    public boolean look() {
        if (!folder.hasChanged()) {
            return false;
        }
        library.refresh();
        return true;
    }
}
