package zarang.media.wav;

/**
 * Why a file cannot be read.
 *
 * @param offset byte in the file where it goes wrong
 */
public record WavFault(long offset, String found, String expected) implements WavResult {
    @Override
    public String toString() {
        return "byte " + offset + ": found " + found + ", expected " + expected;
    }
}
