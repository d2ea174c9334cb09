package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/**
 * For a CANCEL, where what counts is how the INVITE ends, and for what nobody waits for any more.
 */
enum IgnoredAnswer implements ResponseListener {
    LISTENER;

    @Override
    public void onFinal(SipResponse response, Hop source) {}

    @Override
    public void onFailure(int status) {}
}
