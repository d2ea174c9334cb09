package zarang.journal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that the spool does with its disk, so that tests can cut its power, fill it and damage
 * it.
 */
interface SpoolDisk {
    /** An open file. Written at a place of the caller's choice; may be closed more than once. */
    interface File extends Closeable {
        /** Reads as {@link java.nio.channels.FileChannel#read(ByteBuffer, long)}. */
        int read(ByteBuffer to, long at) throws IOException;

        /** Writes all of {@code from}; after a failure any part of it may be there. */
        void write(ByteBuffer from, long at) throws IOException;

        /** Waits until the content is on the disk. */
        void force() throws IOException;

        void truncate(long size) throws IOException;
    }

    /** Makes a folder and its parents, for our own user only. */
    void makeFolder(Path folder) throws IOException;

    List<Path> list(Path folder) throws IOException;

    long size(Path file) throws IOException;

    /** Makes a file that must not exist. */
    File create(Path file) throws IOException;

    /** Opens a file for reading and writing, and makes it if it is not there. */
    File open(Path file) throws IOException;

    void delete(Path file) throws IOException;

    /** Renames within the folder, replacing. */
    void move(Path from, Path to) throws IOException;

    /** Waits until the names in a folder are on the disk. */
    void sync(Path folder) throws IOException;
}
