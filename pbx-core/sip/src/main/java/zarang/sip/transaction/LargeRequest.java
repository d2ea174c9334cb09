package zarang.sip.transaction;

import org.jspecify.annotations.Nullable;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/**
 * A request that is too large for a datagram: it goes over TCP, and if that peer has none, over UDP
 * all the same. RFC 3261 §18.1.1. Control loop only.
 */
final class LargeRequest implements ClientTransaction, ResponseListener {
    /** Beyond this, with its Via, a request does not go in a datagram, bytes. */
    static final int DATAGRAM_MAX = 1_300;

    /** Sends over either; what is sent is not looked at again. */
    @FunctionalInterface
    interface Sending {
        ClientTransaction send(SipRequest request, Hop target, ResponseListener listener);
    }

    private final Sending sending;
    private final DatagramPeers refusing;
    private final SipRequest request;
    private final Hop target;
    private final ResponseListener listener;
    private @Nullable ClientTransaction now;
    private boolean cancelled;
    private boolean byDatagram;

    LargeRequest(
            Sending sending,
            DatagramPeers refusing,
            SipRequest request,
            Hop target,
            ResponseListener listener) {
        this.sending = sending;
        this.refusing = refusing;
        this.request = request;
        this.target = target;
        this.listener = listener;
    }

    ClientTransaction start() {
        now = sending.send(request, Hop.to(Protocol.TCP, target.address()), this);
        return this;
    }

    @Override
    public void cancel(String reason) {
        cancelled = true;
        if (now != null) {
            now.cancel(reason);
        }
    }

    @Override
    public void onProvisional(SipResponse response, Hop source) {
        listener.onProvisional(response, source);
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        listener.onFinal(response, source);
    }

    @Override
    public ResponseListener afterSuccess() {
        return listener.afterSuccess();
    }

    @Override
    public void onFailure(int status) {
        if (status != NOT_SENT || byDatagram) {
            listener.onFailure(status);
            return;
        }
        refusing.note(target);
        if (cancelled) {
            listener.onFailure(status);
            return;
        }
        byDatagram = true;
        now = sending.send(request, target, this);
    }
}
