package zarang.media;

import zarang.media.rtp.RtpReceiver.Received;

/**
 * Hands what was heard to those who hear this leg: to the other of two as it is, else to the mix.
 */
final class BridgeStage extends InputStage {
    private final Company company;

    BridgeStage(Company company) {
        this.company = company;
    }

    @Override
    boolean pass(Arrival arrival) {
        Partner partner = company.partner();
        if (partner != null) {
            partner.relay(arrival);
        } else if (arrival.kind == Received.AUDIO) {
            company.speak(arrival);
        } else if (arrival.kind == Received.COMFORT_NOISE) {
            company.rest();
        }
        return true;
    }
}
