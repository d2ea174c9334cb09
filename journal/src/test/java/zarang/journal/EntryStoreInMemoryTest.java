package zarang.journal;

import java.util.List;
import zarang.call.loop.VirtualLoop;
import zarang.testkit.StoreAnswers;

class EntryStoreInMemoryTest extends EntryStoreContract {
    private final StreamInMemory stream = new StreamInMemory(new VirtualLoop());

    @Override
    EntryStore store() {
        return new EntryStoreInMemory(stream, StoreAnswers.AT_ONCE);
    }

    @Override
    List<String> stream() {
        return stream.lines.stream().map(line -> line.sequence() + " " + line.json()).toList();
    }
}
