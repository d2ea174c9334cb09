package zarang.media.keys;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import zarang.config.ConfigReader;
import zarang.config.Machine;
import zarang.media.MediaSettings;
import zarang.media.codec.Codec;

/** Reads how media runs, and refuses addresses with which no caller would hear anything. */
public final class MediaReader {
    private final ConfigReader reading;
    private final Machine machine;

    public MediaReader(ConfigReader reading) {
        this.reading = reading;
        machine = reading.machine();
    }

    /**
     * What is written; where that is wrong, it has a finding and the default stands here.
     *
     * @param listeners where SIP listens, each as it is written
     */
    public MediaSettings media(SequencedMap<String, InetAddress> listeners) {
        InetAddress host = reading.value(MediaKeys.HOST);
        Optional<InetAddress> advertise = reading.get(MediaKeys.ADVERTISE);
        checkHost(host, advertise);
        Optional<InetAddress> ipv6 = reading.get(MediaKeys.ADVERTISE_IPV6);
        if (ipv6.isPresent()) {
            checkBoth(host, advertise.orElse(host), ipv6.get());
        } else {
            checkFamilies(advertise.orElse(host), listeners);
        }
        PortRange ports = reading.value(MediaKeys.PORTS);
        Duration silence = reading.value(MediaKeys.SILENCE);
        if (!silence.isZero() && silence.toSeconds() < 1) {
            reading.refuse(MediaKeys.SILENCE, "found less than 1s, expected 0s or 1s to 1h");
            silence = MediaSettings.on(host).silenceTimeout();
        }
        MediaSettings media =
                MediaSettings.on(host)
                        .withAdvertise(advertise.orElse(host))
                        .withAdvertiseIpv6(ipv6)
                        .withPorts(ports.min(), ports.max())
                        .withPortRest(reading.value(MediaKeys.PORT_REST))
                        .withSilenceTimeout(silence)
                        .withHold(
                                reading.value(MediaKeys.HOLD), reading.value(MediaKeys.HOLD_MUSIC))
                        .withLearningWindow(reading.value(MediaKeys.LEARNING))
                        .withTones(reading.value(MediaKeys.TONES))
                        .withCodecs(codecs());
        return reading.get(MediaKeys.LOOPS).map(media::withLoops).orElse(media);
    }

    /** Each once: a number in the SDP stands for one codec. */
    private List<Codec> codecs() {
        List<Codec> codecs = reading.value(MediaKeys.CODECS);
        List<Codec> once = codecs.stream().distinct().toList();
        if (once.size() < codecs.size()) {
            reading.refuse(MediaKeys.CODECS, "found a codec twice, expected each once");
        }
        return once;
    }

    private void checkHost(InetAddress host, Optional<InetAddress> advertise) {
        String own = String.join(", ", machine.addresses());
        if (host.isAnyLocalAddress() && advertise.isEmpty()) {
            reading.refuse(
                    MediaKeys.HOST,
                    "found "
                            + host.getHostAddress()
                            + ", to which no phone can send: write the address that phones reach,"
                            + " here or in media.advertise; this machine has "
                            + own);
        } else if (host.isMulticastAddress() || !machine.has(host)) {
            reading.refuse(
                    MediaKeys.HOST,
                    "found "
                            + host.getHostAddress()
                            + ", which this machine does not have; it has "
                            + own
                            + ". The address of a NAT before it belongs into media.advertise");
        }
        if (advertise.filter(a -> a.isAnyLocalAddress() || a.isMulticastAddress()).isPresent()) {
            reading.refuse(
                    MediaKeys.ADVERTISE,
                    "found "
                            + advertise.get().getHostAddress()
                            + ", to which no phone can send: write the address that phones reach;"
                            + " this machine has "
                            + own);
        }
    }

    /** Sockets of both IP versions, and an address of each. */
    private void checkBoth(InetAddress host, InetAddress ipv4, InetAddress ipv6) {
        if (version(host) != 6 || !host.isAnyLocalAddress()) {
            reading.refuse(
                    MediaKeys.HOST,
                    "found "
                            + host.getHostAddress()
                            + ", expected \"::\" beside media.advertise-ipv6: sockets of both IP"
                            + " versions");
        }
        if (version(ipv6) != 6 || ipv6.isAnyLocalAddress() || version(ipv4) != 4) {
            reading.refuse(
                    MediaKeys.ADVERTISE_IPV6,
                    "found "
                            + ipv6.getHostAddress()
                            + ", expected an IPv6 address that phones reach, and an IPv4 address as"
                            + " media.advertise");
        }
    }

    /** Media has one address: who calls over the other IP version would not hear anything. */
    private void checkFamilies(InetAddress shown, SequencedMap<String, InetAddress> listeners) {
        for (var each : listeners.entrySet()) {
            InetAddress host = each.getValue();
            if (version(host) == version(shown)) {
                warnOfLoopback(shown, host);
                continue;
            }
            reading.refuse(
                    reading.get(MediaKeys.ADVERTISE).isPresent()
                            ? MediaKeys.ADVERTISE
                            : MediaKeys.HOST,
                    "found the IPv"
                            + version(shown)
                            + " address "
                            + shown.getHostAddress()
                            + ", but sip.listen has "
                            + each.getKey()
                            + ": who calls there is not heard. Write an IPv"
                            + version(host)
                            + " address here, or take that listener away");
            return;
        }
    }

    private void warnOfLoopback(InetAddress shown, InetAddress listener) {
        if (shown.isLoopbackAddress() && !listener.isLoopbackAddress()) {
            reading.warn(
                    MediaKeys.HOST,
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
