package zarang.sip.engine;

import java.net.InetAddress;
import zarang.sip.ban.Bans;
import zarang.sip.ban.Offence;
import zarang.sip.source.Standing;
import zarang.sip.source.Standings;

/** Tells the bans what strangers did; of others it is no offence. Control loop only. */
record Offenders(Bans bans, Standings standings) {
    void offended(InetAddress source, Offence offence) {
        if (isStranger(source)) {
            bans.offended(source, offence);
        }
    }

    boolean isStranger(InetAddress source) {
        return standings.of(source) == Standing.STRANGER;
    }
}
