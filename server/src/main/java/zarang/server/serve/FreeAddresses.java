package zarang.server.serve;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import zarang.server.checkup.PortProbe;
import zarang.server.config.Settings;
import zarang.sip.transport.ListenAddress;

/**
 * Whether the server can have the addresses that it is to listen on. Asked before anything is
 * loaded: a start beside a process that still drains is to fail at once, and in words. Opens each
 * and closes it again; what takes one in the seconds until it is opened for good is told then.
 */
final class FreeAddresses {
    private FreeAddresses() {}

    /**
     * @throws IOException the first that it cannot have, and what to do about it
     */
    static void check(Settings settings) throws IOException {
        for (ListenAddress listen : settings.sip().listen()) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.ofLiteral(listen.host()), listen.port());
            if (listen.protocol().reliable()) {
                tcp(address, "sip.listen " + listen, "sip.listen");
            } else {
                udp(address, "sip.listen " + listen, "sip.listen");
            }
        }
        InetSocketAddress http = settings.http().listen();
        tcp(http, "http.listen " + http.getHostString() + ":" + http.getPort(), "http.listen");
    }

    private static void udp(InetSocketAddress address, String what, String key) throws IOException {
        try {
            PortProbe.udp(address);
        } catch (BindException taken) {
            throw explained(what, key, taken);
        }
    }

    private static void tcp(InetSocketAddress address, String what, String key) throws IOException {
        try {
            PortProbe.tcp(address);
        } catch (BindException taken) {
            throw explained(what, key, taken);
        }
    }

    private static IOException explained(String what, String key, BindException taken) {
        String message = String.valueOf(taken.getMessage());
        String remedy =
                message.contains("in use")
                        ? "another program has it, or a Zarang that still ends its calls: wait for"
                                + " that (drain-timeout), or choose another with --set "
                                + key
                                + "=…"
                        : message.contains("ermission")
                                ? "a port below 1024 needs the right to open it"
                                : "it is no address of this machine: see `ip address`";
        return new IOException(what + ": " + message + ": " + remedy, taken);
    }
}
