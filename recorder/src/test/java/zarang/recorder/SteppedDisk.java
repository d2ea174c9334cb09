package zarang.recorder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk that does something before each change, such as failing or taking a picture. */
class SteppedDisk implements RecorderDisk {
    /** Before a change. */
    @FunctionalInterface
    interface Step {
        void before(String change) throws IOException;
    }

    private final RecorderDisk disk = new LocalDisk();
    private final Step step;

    SteppedDisk(Step step) {
        this.step = step;
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step.before("makeFolder");
        disk.makeFolder(folder);
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        step.before("create");
        return disk.create(file);
    }

    @Override
    public FileChannel reopen(Path file) throws IOException {
        step.before("reopen");
        return disk.reopen(file);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        step.before("write");
        disk.write(file, new byte[0]);
        step.before("write half done");
        disk.write(file, content);
    }

    @Override
    public void note(Path file, byte[] content) throws IOException {
        step.before("note");
        disk.note(file, content);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step.before("move");
        disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step.before("delete");
        disk.delete(file);
    }

    @Override
    public void sync(Path folder) throws IOException {
        step.before("sync");
        disk.sync(folder);
    }

    @Override
    public long free(Path folder) throws IOException {
        return disk.free(folder);
    }
}
