package zarang.recorder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Everything the recorder changes on disk, one step a method, so that tests can end at each. */
interface RecorderDisk {
    /** Makes a folder and its parents, for our own user only. */
    void makeFolder(Path folder) throws IOException;

    /** Makes a file that must not exist, mode 600. */
    FileChannel create(Path file) throws IOException;

    /** Opens a file that was left behind. */
    FileChannel reopen(Path file) throws IOException;

    /** Writes a whole small file, mode 600, and waits until it is on the disk. */
    void write(Path file, byte[] content) throws IOException;

    /** Writes a whole small file, mode 600, that a power cut may lose. */
    void note(Path file, byte[] content) throws IOException;

    /** Renames within the file system, replacing, in one step. */
    void move(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Waits until the names in a folder are on the disk. */
    void sync(Path folder) throws IOException;

    /** Bytes that may still be written. */
    long free(Path folder) throws IOException;
}
