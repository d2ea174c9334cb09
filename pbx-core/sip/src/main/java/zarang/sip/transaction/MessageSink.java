package zarang.sip.transaction;

import zarang.sip.message.Parsed;

/** Takes what the transport received. Control loop only. */
public interface MessageSink {
    /** A message that came from {@code source}; keep-alives stay in the transport. */
    void onMessage(Parsed message, Hop source);
}
