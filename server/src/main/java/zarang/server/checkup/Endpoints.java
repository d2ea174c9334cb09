package zarang.server.checkup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import zarang.crm.keys.Endpoint;

/** Whether webhooks can be brought to their receivers. Nothing is posted. Blocks. */
final class Endpoints {
    private static final int LIMIT_MS = 3_000;

    private Endpoints() {}

    static List<Check> look(List<Endpoint> webhooks) {
        return webhooks.stream().map(Endpoints::look).toList();
    }

    private static Check look(Endpoint webhook) {
        String what = "webhook " + webhook.id();
        URI url = webhook.url();
        boolean tls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        String place = host + ":" + port;
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            socket.connect(address, LIMIT_MS);
            socket.setSoTimeout(LIMIT_MS);
            if (tls) {
                shakeHands(socket, host, port);
            }
            return Check.ok(what, place + (tls ? " answers, its certificate is good" : " answers"));
        } catch (UnknownHostException unknown) {
            return Check.fault(
                    what, "there is no host " + host + ": mend its url in zarang.yaml, or the DNS");
        } catch (SSLException bad) {
            return Check.fault(
                    what,
                    place
                            + " answers, but not with TLS that can be trusted ("
                            + bad.getMessage()
                            + "): renew its certificate, or add its authority to the JDK's");
        } catch (IOException away) {
            return Check.fault(
                    what,
                    place
                            + " does not answer ("
                            + away.getMessage()
                            + "): start it or open the firewall; messages are kept and tried for"
                            + " seven days");
        }
    }

    private static void shakeHands(Socket socket, String host, int port) throws IOException {
        if (SSLSocketFactory.getDefault() instanceof SSLSocketFactory factory
                && factory.createSocket(socket, host, port, true) instanceof SSLSocket secure) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        }
    }
}
