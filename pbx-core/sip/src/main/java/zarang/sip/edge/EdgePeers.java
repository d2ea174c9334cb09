package zarang.sip.edge;

import java.net.InetAddress;
import zarang.sip.message.Uri;
import zarang.sip.transaction.Hop;

/** Whom the edge serves. Control loop only. */
public interface EdgePeers {
    /** Whether another node sends from there. */
    boolean isNode(InetAddress source);

    /** Whether another node listens there. */
    boolean isNode(Hop listener);

    /** Whether a phone is registered here over that flow, with that Contact. */
    boolean isRegistered(Hop flow, Uri contact);
}
