package zarang.journal;

import java.nio.file.Path;
import java.util.List;
import zarang.call.CallId;
import zarang.call.loop.RealTime;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;

/**
 * A process to be killed: appends entries for ever and prints the number of each that its spool
 * surely holds. Arguments: Redis URI, spool folder, call id.
 */
@RealTime
public final class Victim {
    private Victim() {}

    public static void main(String[] args) throws Exception {
        RedisLink link = RedisLink.open(args[0], List.of(RedisJournal.LIBRARY));
        JournalSettings settings = JournalSettings.of("victim", SpoolSettings.in(Path.of(args[1])));
        RedisJournal journal = RedisJournal.open(settings, link, Waiting.clock(), Calls.TYPES);
        CallId call = new CallId(args[2]);
        for (int n = 1; ; n++) {
            if (n % 20 != 0) {
                journal.append(Calls.entry(call, n));
            } else {
                // entries are kept in their order: with this one all before it
                journal.appendDurably(Calls.entry(call, n)).toCompletableFuture().join();
                System.out.println(n);
            }
        }
    }
}
