package zarang.sip.engine;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import zarang.call.loop.ControlLoop;
import zarang.sip.auth.Accounts;
import zarang.sip.edge.EdgePeers;
import zarang.sip.message.Uri;
import zarang.sip.registrar.Binding;
import zarang.sip.registrar.BindingStore;
import zarang.sip.registrar.ElsewhereRegistrar;
import zarang.sip.registrar.Registrar;
import zarang.sip.registrar.RegistrarListener;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.registrar.Whereabouts;
import zarang.sip.transaction.Hop;

/** The phones that users have, here and at other nodes. Control loop only. */
final class AgentPhones implements EdgePeers {
    private final Accounts accounts;
    private final Registrar<Hop> here;
    private final ElsewhereRegistrar<Hop> elsewhere;
    private final NodeList nodes = new NodeList();

    /**
     * @param listener gets a user's first phone anywhere or one anew, and when the last one
     *     anywhere is gone
     */
    AgentPhones(
            ControlLoop loop,
            RegistrarSettings settings,
            Accounts accounts,
            BindingStore<Hop> kept,
            RegistrarListener listener) {
        this.accounts = accounts;
        RegistrarListener told = new Told(listener);
        here = new Registrar<>(loop, settings, told, kept);
        elsewhere =
                new ElsewhereRegistrar<>(
                        loop, user -> accounts.secret(user).isPresent(), here, told);
    }

    /** Each registrar knows its own; gone is who has a phone with neither. */
    private final class Told implements RegistrarListener {
        private final RegistrarListener listener;

        Told(RegistrarListener listener) {
            this.listener = listener;
        }

        @Override
        public void registered(String user) {
            listener.registered(user);
        }

        @Override
        public void unregistered(String user) {
            if (!isRegistered(user)) {
                listener.unregistered(user);
            }
        }
    }

    /** The phones of this node. */
    Registrar<Hop> here() {
        return here;
    }

    /** Whether that user has a phone, wherever. */
    boolean isRegistered(String user) {
        return here.isRegistered(user) || elsewhere.isRegistered(user);
    }

    /** Whether a phone of that user is registered from there, at whatever node. */
    boolean isAt(String user, InetAddress address) {
        return elsewhere.phones(user).stream()
                .anyMatch(each -> address.equals(each.phone().flow().address().getAddress()));
    }

    /** How each of the user's phones may be reached, freshest first. */
    List<PhoneAddress> of(String user) {
        return PhoneAddress.each(elsewhere.phones(user));
    }

    /**
     * Takes back where a user's phones were before a restart, freshest first; not of a user who has
     * no account any more.
     */
    void restore(String user, List<Binding<Hop>> phones) {
        if (accounts.secret(user).isPresent()) {
            here.restore(user, phones);
        }
    }

    /** Where all other nodes speak SIP, such as {@code udp:10.0.0.2:5060}. */
    void nodesListenAt(List<String> listeners) {
        nodes.set(listeners);
    }

    /** What another node has of one user. */
    void elsewhere(String node, String user, List<Whereabouts<Hop>> phones) {
        elsewhere.changed(node, user, phones);
    }

    /** Forgets phones that were reached over a connection that is gone. */
    void flowClosed(Hop flow) {
        here.flowClosed(flow);
    }

    /** Tells how each phone of this node is reached. */
    void eachFlow(Consumer<Hop> listener) {
        here.eachFlow(listener);
    }

    @Override
    public boolean isNode(InetAddress source) {
        return nodes.sendsFrom(source);
    }

    @Override
    public boolean isNode(Hop listener) {
        return nodes.listensAt(listener);
    }

    @Override
    public boolean isRegistered(Hop flow, Uri contact) {
        return here.isRegistered(flow, contact);
    }

    /** Phones at other nodes, by node. */
    Map<String, Integer> elsewhereByNode() {
        return elsewhere.counts();
    }

    /** Other nodes tell nothing more. */
    void close() {
        elsewhere.close();
    }
}
