package zarang.api.bans;

import java.util.List;
import java.util.concurrent.CompletionStage;
import zarang.call.engine.BannedSource;

/** Who is banned, as an admin sees and changes it. Any thread; returns at once. */
public interface BannedSources {
    /** Those that are banned now, the latest first. */
    CompletionStage<List<BannedSource>> all();

    /** Listens to a source again; false if it was not banned. */
    CompletionStage<Boolean> lift(String source);
}
