package zarang.server.phone;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Optional;
import zarang.sip.message.Host;
import zarang.sip.message.SipUri;

/** Which of its addresses a machine uses to reach another one. */
final class OwnAddress {
    private static final String USUAL = "127.0.0.1";
    private static final int ANY_PORT = 5060;

    private OwnAddress() {}

    /** As the machine's routes have it; nothing is sent. DNS is not asked: a name is near. */
    static String towards(SipUri peer) {
        try (DatagramSocket socket = new DatagramSocket()) {
            Optional<InetAddress> address = new Host(peer.host()).address();
            if (address.isEmpty()) {
                return USUAL;
            }
            socket.connect(address.get(), ANY_PORT);
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException unknown) {
            return USUAL;
        }
    }

    /** An address as it stands in a URI. */
    static String inUri(String address) {
        return Host.ofBare(address).written();
    }
}
