package zarang.sip.transaction;

import zarang.sip.message.SipResponse;

/** For a CANCEL: what counts is how the INVITE ends. */
enum IgnoredAnswer implements ResponseListener {
    LISTENER;

    @Override
    public void onFinal(SipResponse response, Hop source) {}

    @Override
    public void onFailure(int status) {}
}
