package zarang.server.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.media.MediaSettings;
import zarang.sip.transport.ListenAddress;

/** Reads how media runs, and refuses addresses with which no caller would hear anything. */
final class MediaReader {
    private final Reading reading;
    private final Machine machine;

    MediaReader(Reading reading, Machine machine) {
        this.reading = reading;
        this.machine = machine;
    }

    /**
     * What is written; empty if it cannot be.
     *
     * @param listen where SIP is spoken
     */
    Optional<MediaSettings> media(List<ListenAddress> listen) {
        InetAddress host = reading.value(ServerKeys.MEDIA_HOST);
        Optional<InetAddress> advertise = reading.get(ServerKeys.MEDIA_ADVERTISE);
        checkHost(host, advertise);
        checkFamilies(advertise.orElse(host), listen);
        PortRange ports = reading.value(ServerKeys.MEDIA_PORTS);
        Duration silence = reading.value(ServerKeys.MEDIA_SILENCE);
        if (!silence.isZero() && silence.toSeconds() < 1) {
            reading.refuse(ServerKeys.MEDIA_SILENCE, "found less than 1s, expected 0s or 1s to 1h");
            return Optional.empty();
        }
        MediaSettings media =
                MediaSettings.on(host)
                        .withAdvertise(advertise.orElse(host))
                        .withPorts(ports.min(), ports.max())
                        .withPortRest(reading.value(ServerKeys.MEDIA_PORT_REST))
                        .withSilenceTimeout(silence)
                        .withHold(
                                reading.value(ServerKeys.MEDIA_HOLD),
                                reading.value(ServerKeys.MEDIA_HOLD_MUSIC))
                        .withLearningWindow(reading.value(ServerKeys.MEDIA_LEARNING));
        return Optional.of(reading.get(ServerKeys.MEDIA_LOOPS).map(media::withLoops).orElse(media));
    }

    private void checkHost(InetAddress host, Optional<InetAddress> advertise) {
        String own = String.join(", ", machine.addresses());
        if (host.isAnyLocalAddress() && advertise.isEmpty()) {
            reading.refuse(
                    ServerKeys.MEDIA_HOST,
                    "found "
                            + host.getHostAddress()
                            + ", to which no phone can send: write the address that phones reach,"
                            + " here or in media.advertise; this machine has "
                            + own);
        } else if (host.isMulticastAddress() || !machine.has(host)) {
            reading.refuse(
                    ServerKeys.MEDIA_HOST,
                    "found "
                            + host.getHostAddress()
                            + ", which this machine does not have; it has "
                            + own
                            + ". The address of a NAT before it belongs into media.advertise");
        }
        if (advertise.filter(a -> a.isAnyLocalAddress() || a.isMulticastAddress()).isPresent()) {
            reading.refuse(
                    ServerKeys.MEDIA_ADVERTISE,
                    "found "
                            + advertise.get().getHostAddress()
                            + ", to which no phone can send: write the address that phones reach;"
                            + " this machine has "
                            + own);
        }
    }

    /** Media has one address: who calls over the other IP version would not hear anything. */
    private void checkFamilies(InetAddress shown, List<ListenAddress> listen) {
        for (ListenAddress each : listen) {
            Optional<InetAddress> host = Values.address(each.host());
            if (host.isEmpty() || version(host.get()) == version(shown)) {
                warnOfLoopback(shown, host);
                continue;
            }
            reading.refuse(
                    reading.get(ServerKeys.MEDIA_ADVERTISE).isPresent()
                            ? ServerKeys.MEDIA_ADVERTISE
                            : ServerKeys.MEDIA_HOST,
                    "found the IPv"
                            + version(shown)
                            + " address "
                            + shown.getHostAddress()
                            + ", but sip.listen has "
                            + each
                            + ": who calls there is not heard. Write an IPv"
                            + version(host.get())
                            + " address here, or take that listener away");
            return;
        }
    }

    private void warnOfLoopback(InetAddress shown, Optional<InetAddress> listener) {
        if (shown.isLoopbackAddress() && listener.filter(a -> !a.isLoopbackAddress()).isPresent()) {
            reading.warn(
                    ServerKeys.MEDIA_HOST,
                    "is "
                            + shown.getHostAddress()
                            + ", so phones on other machines can call and hear nothing; this"
                            + " machine has "
                            + String.join(", ", machine.addresses()));
        }
    }

    private static int version(InetAddress address) {
        return address instanceof Inet6Address ? 6 : 4;
    }
}
