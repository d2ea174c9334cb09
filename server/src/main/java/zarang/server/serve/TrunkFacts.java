package zarang.server.serve;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.fact.TrunkDown;
import zarang.call.fact.TrunkUp;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/** Writes down that a trunk came up or went down. Control loop only. */
final class TrunkFacts {
    private static final Logger log = LoggerFactory.getLogger(TrunkFacts.class);

    private final ControlLoop loop;
    private final Journal journal;

    /** Of this run of this process: no entry of another one has its name. */
    private final String name;

    private long written;

    TrunkFacts(ControlLoop loop, String node, Journal journal) {
        this.loop = loop;
        this.journal = journal;
        name = "trunks." + node + "." + loop.instant().toEpochMilli();
    }

    void changed(String trunk, boolean up, String why) {
        if (up) {
            log.info("trunk.up trunk={}", trunk);
        } else {
            log.warn(
                    "trunk.down trunk={} reason=\"{}\": calls out pass it by; ./zarang trunk test {}",
                    trunk,
                    why,
                    trunk);
        }
        Fact fact = up ? new TrunkUp() : new TrunkDown(why);
        journal.append(
                new JournalEntry(
                        name + "." + ++written, new Subject("trunk", trunk), loop.instant(), fact));
    }
}
