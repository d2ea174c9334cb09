package zarang.sip.session;

import java.util.Optional;
import zarang.sip.auth.DigestClient;
import zarang.sip.dialog.Dialog;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * A request of ours within a dialog, which goes once more with credentials where they are asked
 * for: RFC 3261 §22.2 and §22.3. Carriers ask of a BYE and of a refresh too. Control loop only.
 */
final class ProvedRequest implements ResponseListener {
    private final LocalEnd local;
    private final Dialog dialog;
    private final Optional<DigestClient> credentials;
    private final ResponseListener listener;
    private SipRequest request;
    private boolean asked;

    private ProvedRequest(
            LocalEnd local,
            Dialog dialog,
            Optional<DigestClient> credentials,
            SipRequest request,
            ResponseListener listener) {
        this.local = local;
        this.dialog = dialog;
        this.credentials = credentials;
        this.request = request;
        this.listener = listener;
    }

    /**
     * Sends it.
     *
     * @param credentials of whoever set the dialog up; empty: whatever is asked is not answered
     * @param listener gets what comes of it in the end
     */
    static ProvedRequest send(
            LocalEnd local,
            Dialog dialog,
            Optional<DigestClient> credentials,
            SipRequest request,
            ResponseListener listener) {
        ProvedRequest sent = new ProvedRequest(local, dialog, credentials, request, listener);
        credentials.ifPresent(DigestClient::forNextRequest);
        sent.send();
        return sent;
    }

    private void send() {
        local.layer().send(request, dialog.hop(), this);
    }

    /** As it was sent last. */
    SipRequest request() {
        return request;
    }

    @Override
    public void onProvisional(SipResponse response, Hop source) {
        listener.onProvisional(response, source);
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        Optional<SipRequest> again =
                asked
                        ? Optional.empty()
                        : Challenge.answered(request, response, credentials, dialog::nextNumber);
        if (again.isPresent()) {
            asked = true;
            request = again.get();
            send();
        } else {
            listener.onFinal(response, source);
        }
    }

    @Override
    public void onSuccessAgain(SipResponse response, Hop source) {
        listener.onSuccessAgain(response, source);
    }

    @Override
    public ResponseListener afterSuccess() {
        return listener.afterSuccess();
    }

    @Override
    public void onFailure(int status) {
        listener.onFailure(status);
    }
}
