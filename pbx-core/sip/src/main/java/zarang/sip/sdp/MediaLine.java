package zarang.sip.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zarang.media.codec.Codec;
import zarang.media.codec.G711Codec;

/**
 * One {@code m=} section.
 *
 * @param kind such as {@code audio}
 * @param port 0 to 65535; 0 means refused or switched off
 * @param protocol such as {@code RTP/AVP}
 * @param formats as written, at least one
 * @param connection its own {@code c=}, or the session's; empty if there is none
 * @param direction its own, or the session's, or {@code sendrecv}
 * @param encodings each {@code rtpmap} by payload type, lower case, such as {@code pcma/8000}; some
 *     name one number twice
 * @param packetMs ms of audio in a packet that it takes: ptime, but maxptime at most; -1 if it says
 *     nothing
 * @param packetMsMax ms that a packet may hold at most: maxptime; -1 if it says nothing
 * @param reportPort where RTCP goes: what {@code a=rtcp} says (RFC 3605), the line's own port with
 *     {@code a=rtcp-mux} (RFC 5761), or else the one above
 * @param shown the line as it may be logged
 */
record MediaLine(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        Optional<Connection> connection,
        SdpDirection direction,
        Map<Integer, List<String>> encodings,
        int packetMs,
        int packetMsMax,
        int reportPort,
        String shown) {
    private static final int DYNAMIC_MIN = 96;
    private static final int DYNAMIC_MAX = 127;
    private static final int PORT_MIN = 1024;
    private static final String EVENTS = "telephone-event/";

    MediaLine {
        formats = List.copyOf(formats);
        encodings = Map.copyOf(encodings);
    }

    /**
     * A codec under a number.
     *
     * @param number payload type that the writer takes it under
     */
    record Numbered(Codec codec, int number) {
        /** As an {@code rtpmap}. */
        String written() {
            return number
                    + " "
                    + codec.name()
                    + "/"
                    + codec.clockHz()
                    + (codec.channels() == 1 ? "" : "/" + codec.channels());
        }

        /** Whether it is the number that RFC 3551 gave the codec. */
        boolean isUsual() {
            return number == codec.staticNumber();
        }
    }

    /** Whether RTCP shares the port of RTP. */
    boolean isMuxed() {
        return reportPort == port;
    }

    boolean isAudio() {
        return kind.equalsIgnoreCase("audio");
    }

    /** Why no stream can come of this line; empty if one can. */
    Optional<SdpFault> fault(List<Codec> spoken) {
        if (!isAudio()) {
            return fault(SdpFault.MEDIA_TYPE, "not audio");
        }
        if (port == 0) {
            return fault(SdpFault.MEDIA_TYPE, "audio switched off");
        }
        String profile = protocol.toUpperCase(Locale.ROOT);
        if (!profile.equals("RTP/AVP") && !profile.equals("RTP/AVPF")) {
            return fault(SdpFault.TRANSPORT, "only RTP/AVP and RTP/AVPF are spoken");
        }
        if (codec(spoken).isEmpty()) {
            String names = spoken.stream().map(Codec::name).collect(Collectors.joining(", "));
            return fault(SdpFault.MEDIA_FORMAT, "no common codec; spoken are " + names);
        }
        if (port < PORT_MIN) {
            return fault(SdpFault.MISCELLANEOUS, "media port below 1024");
        }
        return connection.isEmpty()
                ? fault(SdpFault.NETWORK_ADDRESS, "no connection address")
                : addressFault(connection.get());
    }

    private Optional<SdpFault> addressFault(Connection to) {
        return switch (to.kind()) {
            case UNICAST, NAME -> Optional.empty();
            case MULTICAST ->
                    Optional.of(
                            new SdpFault(
                                    SdpFault.MULTICAST, "multicast is not spoken", to.shown()));
            case NOBODYS ->
                    Optional.of(
                            new SdpFault(
                                    SdpFault.NETWORK_ADDRESS,
                                    "connection is not a unicast address",
                                    to.shown()));
        };
    }

    private Optional<SdpFault> fault(int warning, String reason) {
        return Optional.of(new SdpFault(warning, reason, shown));
    }

    /**
     * The codec to speak: in our order of preference, but of those that lie next to each other in
     * it and are G.711 both, in the writer's: into each other they are converted for nothing. It is
     * found by its name, or by the number that RFC 3551 gave it, unless the writer gave that number
     * to something else. RFC 3264 §6.1 lets who answers prefer for a reason; ours is that a leg
     * pair of one codec is relayed.
     */
    Optional<Numbered> codec(List<Codec> spoken) {
        int first = 0;
        while (first < spoken.size()) {
            int end = first + 1;
            while (end < spoken.size() && isG711(spoken.get(end)) && isG711(spoken.get(first))) {
                end++;
            }
            Optional<Numbered> found = firstWritten(spoken.subList(first, end));
            if (found.isPresent()) {
                return found;
            }
            first = end;
        }
        return Optional.empty();
    }

    private static boolean isG711(Codec codec) {
        return codec instanceof G711Codec;
    }

    private Optional<Numbered> firstWritten(List<Codec> among) {
        for (String format : formats) {
            int number = number(format);
            for (Codec codec : among) {
                boolean unnamed = number >= 0 && !encodings.containsKey(number);
                if (isNamed(number, codec) || (unnamed && number == codec.staticNumber())) {
                    return Optional.of(new Numbered(codec, number));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The payload types of telephone events of that clock, which is the audio's, in the writer's
     * order. RFC 4733 §2.1, §2.5.1.
     */
    List<Integer> telephoneEvents(int clockHz) {
        return formats.stream()
                .map(MediaLine::number)
                .filter(number -> number >= DYNAMIC_MIN && number <= DYNAMIC_MAX)
                .filter(number -> isNamed(number, EVENTS + clockHz))
                .distinct()
                .toList();
    }

    private static int number(String format) {
        return format.length() <= 3 && format.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(format)
                : -1;
    }

    private boolean isNamed(int number, Codec codec) {
        String name = codec.name().toLowerCase(Locale.ROOT) + "/" + codec.clockHz();
        return isNamed(number, codec.channels() == 1 ? name : name + "/" + codec.channels());
    }

    /** RFC 8866 §6.6: the number of channels may be left away where it is one. */
    private boolean isNamed(int number, String encoding) {
        return encodings.getOrDefault(number, List.of()).stream()
                .anyMatch(given -> given.equals(encoding) || given.equals(encoding + "/1"));
    }
}
