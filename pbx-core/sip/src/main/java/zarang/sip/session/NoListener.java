package zarang.sip.session;

import zarang.sip.sdp.AudioStream;

/** The listener of a session that nobody wants any more: a late or second fork. */
enum NoListener implements SessionListener {
    SESSION;

    @Override
    public void ringing() {}

    @Override
    public void answered(AudioStream stream) {}

    @Override
    public void confirmed() {}

    @Override
    public void streamChanged(AudioStream stream) {}

    @Override
    public void digit(char digit) {}

    @Override
    public void ended(SessionEnd end) {}
}
