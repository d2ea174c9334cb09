package zarang.server.checkup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import zarang.media.MediaSettings;
import zarang.server.config.Settings;
import zarang.sip.transport.ListenAddress;

/** Whether the ports are free. A server that runs has them: then nobody is asked. Blocks. */
final class Listeners {
    private static final int MEDIA_SAMPLES = 5;

    private Listeners() {}

    static List<Check> look(Settings settings) {
        List<Check> checks = new ArrayList<>();
        for (ListenAddress each : settings.sip().listen()) {
            checks.add(
                    look(
                            "sip.listen",
                            !each.protocol().reliable(),
                            new InetSocketAddress(each.host(), each.port())));
        }
        checks.add(look("http.listen", false, settings.http().listen()));
        checks.add(media(settings.media()));
        return checks;
    }

    private static Check look(String key, boolean udp, InetSocketAddress address) {
        String shown = (udp ? "udp:" : "tcp:") + shown(address);
        try {
            if (udp) {
                PortProbe.udp(address);
            } else {
                PortProbe.tcp(address);
            }
            return Check.ok(key, shown + " is free");
        } catch (IOException taken) {
            return Check.fault(
                    key,
                    shown
                            + " cannot be had ("
                            + taken.getMessage()
                            + "): stop who has it (ss -lpn shows who), or write another port");
        }
    }

    private static Check media(MediaSettings media) {
        int step = Math.max(2, (media.portMax() - media.portMin()) / MEDIA_SAMPLES);
        for (int port = media.portMin(); port <= media.portMax(); port += step) {
            try {
                PortProbe.udp(new InetSocketAddress(media.bind(), port));
            } catch (IOException taken) {
                return Check.fault(
                        "media.ports",
                        "UDP port "
                                + port
                                + " cannot be had ("
                                + taken.getMessage()
                                + "): choose a range that nothing else uses");
            }
        }
        return Check.ok(
                "media.ports",
                media.portMin()
                        + "-"
                        + media.portMax()
                        + " on "
                        + media.bind().getHostAddress()
                        + ", which SDP names as "
                        + media.advertise().getHostAddress());
    }

    private static String shown(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
