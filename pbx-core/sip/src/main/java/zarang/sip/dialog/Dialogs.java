package zarang.sip.dialog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.sip.message.SipRequest;
import zarang.sip.transaction.ServerTransaction;

/**
 * Who holds which dialog, RFC 3261 §12, and who waits for one to come of an INVITE. Control loop
 * only.
 *
 * @param <U> who takes a dialog's requests
 */
public final class Dialogs<U> {
    private final Map<Dialog.Key, U> holders = new HashMap<>();
    private final Set<U> waiting = new HashSet<>();

    public void enter(Dialog.Key key, U holder) {
        holders.put(key, holder);
    }

    public void leave(Dialog.Key key) {
        holders.remove(key);
    }

    /** An INVITE of {@code holder} is under way: there is no dialog yet. */
    public void await(U holder) {
        waiting.add(holder);
    }

    /** Its INVITE has a final response. */
    public void settle(U holder) {
        waiting.remove(holder);
    }

    /** The holder of the dialog that a request names; null if there is no such dialog. */
    public @Nullable U of(SipRequest request) {
        return holders.get(Dialog.Key.of(request));
    }

    /** The holder of a dialog; null if there is no such dialog. */
    public @Nullable U holder(Dialog.Key key) {
        return holders.get(key);
    }

    /** The holder of the dialog that a request outside any dialog began; null if there is none. */
    public @Nullable U begunBy(ServerTransaction in) {
        return holders.get(Dialog.Key.of(in.request(), in.localTag()));
    }

    /** Dialogs, and INVITEs that one may come of. */
    public int size() {
        return holders.size() + waiting.size();
    }

    /** Tells each holder of a dialog. */
    public void each(Consumer<U> listener) {
        holders.values().forEach(listener);
    }
}
