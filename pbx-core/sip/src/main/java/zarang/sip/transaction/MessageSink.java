package zarang.sip.transaction;

import zarang.sip.message.ParsedMessage;

/** Takes what the transport received. Control loop only. */
public interface MessageSink {
    /** A message that came from {@code source}; keep-alives stay in the transport. */
    void onMessage(ParsedMessage message, Hop source);
}
