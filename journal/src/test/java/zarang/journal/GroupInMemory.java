package zarang.journal;

import java.util.ArrayList;
import java.util.List;

/** How far one consumer is in a stream in memory; outlives the processes that read. */
final class GroupInMemory {
    private final StreamInMemory stream;

    /** What it could not take. */
    final List<StreamInMemory.Line> parked = new ArrayList<>();

    /** Lines that are acknowledged. */
    int done;

    GroupInMemory(StreamInMemory stream) {
        this.stream = stream;
    }

    StreamInMemory stream() {
        return stream;
    }
}
