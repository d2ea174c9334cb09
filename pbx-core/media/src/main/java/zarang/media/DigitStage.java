package zarang.media;

import org.jspecify.annotations.Nullable;
import zarang.media.dtmf.DigitReceiver;
import zarang.media.dtmf.ToneDigits;
import zarang.media.mix.EvenAudio;
import zarang.media.rtp.RtpReceiver.Received;

/**
 * Hears keys: tells of each telephone event once. Where none were agreed it listens to the audio,
 * so that a phone or gateway that knows nothing else can be served; nowhere else, since there the
 * same key would come twice and a voice be taken for one.
 */
final class DigitStage extends InputStage {
    private final LoopTally tally;
    private final MediaListener listener;
    private final Company company;
    private final DigitReceiver digits = new DigitReceiver();

    /** Only where no events were agreed. */
    private @Nullable EvenAudio audio;

    DigitStage(LoopTally tally, MediaListener listener, Company company) {
        this.tally = tally;
        this.listener = listener;
        this.company = company;
    }

    @Override
    void agree(Agreement agreement, long nowNanos) {
        digits.clock(agreement.codec().clockHz());
        boolean hasEvents = !agreement.numbers().eventsHeard().isEmpty();
        if (hasEvents) {
            audio = null;
        } else if (audio == null) {
            ToneDigits tones = new ToneDigits();
            audio = new EvenAudio((samples, count) -> pressed(tones.hear(samples, count)));
        }
    }

    @Override
    boolean pass(Arrival arrival) {
        EvenAudio ear = audio;
        if (ear != null && arrival.kind == Received.AUDIO) {
            ear.put(arrival.timestamp(), arrival.samples(), arrival.count());
        } else if (ear != null && arrival.kind == Received.COMFORT_NOISE) {
            ear.rest();
        }
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
                company.press(digit, arrival.eventHz);
            }
        }
        return true;
    }

    /**
     * @param digit 0 for none
     */
    private void pressed(char digit) {
        if (digit != 0) {
            tally.add(MediaCount.DIGITS_RECEIVED);
            listener.toneDigit(digit);
        }
    }
}
