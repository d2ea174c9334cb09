package zarang.media;

import zarang.media.dtmf.DigitReceiver;
import zarang.media.rtp.RtpReceiver.Received;

/** Hears keys: tells of each telephone event once. */
final class DigitStage extends InputStage {
    private final LoopTally tally;
    private final MediaListener listener;
    private final Company company;
    private final DigitReceiver digits = new DigitReceiver();

    DigitStage(LoopTally tally, MediaListener listener, Company company) {
        this.tally = tally;
        this.listener = listener;
        this.company = company;
    }

    @Override
    boolean pass(Arrival arrival) {
        if (arrival.kind == Received.EVENT) {
            char digit =
                    digits.on(
                            arrival.stream,
                            arrival.packet.marker(),
                            arrival.packet.timestamp(),
                            arrival.buffer,
                            arrival.packet.payloadOffset());
            if (digit != 0) {
                tally.add(MediaCount.DIGITS_RECEIVED);
                listener.digit(digit);
                company.press(digit);
            }
        }
        return true;
    }
}
