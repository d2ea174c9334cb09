package zarang.bench.media;

import zarang.media.MediaListener;

/** Hears what media says and does nothing. */
final class DeafListener implements MediaListener {
    @Override
    public void digit(char digit) {}

    @Override
    public void playFinished(long play) {}

    @Override
    public void unheard() {}

    @Override
    public void silent() {}
}
