package zarang.sip.source;

import java.net.InetAddress;

/** Who knows what sources and connections are to us. Control loop only. */
public interface Standings {
    /** For a program that has no strangers: a telephone of ours, a test. */
    Standings FRIENDS =
            new Standings() {
                @Override
                public Standing of(InetAddress source) {
                    return Standing.TRUNK;
                }

                @Override
                public boolean carries(long flow) {
                    return false;
                }
            };

    Standing of(InetAddress source);

    /** Whether a registration or a call hangs on that connection, numbered as in a hop. */
    boolean carries(long flow);
}
