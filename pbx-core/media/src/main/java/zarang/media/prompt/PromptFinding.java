package zarang.media.prompt;

import java.nio.file.Path;

/**
 * What is wrong with a prompt file; it is left out, the others stay.
 *
 * @param offset byte in the file
 */
public record PromptFinding(Path file, long offset, String found, String expected) {
    @Override
    public String toString() {
        return file + ": " + fault();
    }

    /** What is wrong, without the file's name. */
    public String fault() {
        return "byte " + offset + ": found " + found + ", expected " + expected;
    }
}
