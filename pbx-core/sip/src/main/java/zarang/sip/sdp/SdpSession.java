package zarang.sip.sdp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zarang.media.MediaDescription;
import zarang.media.codec.Codec;
import zarang.media.rtp.PayloadNumbers;
import zarang.sip.message.Host;

/**
 * One dialog's side of offer and answer: keeps the {@code o=} id and version (RFC 3264 §8) and the
 * number and order of media lines (§6, §8) over every renegotiation.
 */
public final class SdpSession {
    /** What our own offers call telephone events. */
    private static final int EVENT_TYPE = 101;

    private static final int DYNAMIC_MIN = 96;

    private final long id;
    private final InetSocketAddress local;
    private final List<Codec> spoken;
    private long version;
    private String body = "";

    /** The media lines in place as refused; the empty one is ours. */
    private List<String> slots = List.of("");

    private String profile = "RTP/AVP";
    private int eventType = EVENT_TYPE;

    /** Ticks a second of {@link #eventType}: the audio's. */
    private int eventHz = Codec.RATE_HZ;

    /** Whether the other side offered to take RTCP where it takes RTP: RFC 5761 §5.1.1. */
    private boolean muxed;

    private SdpDirection ours = SdpDirection.SENDRECV;

    /** A codec under a number that the other side gave it: a number keeps its meaning, §8.3.2. */
    private List<MediaLine.Numbered> renumbered = List.of();

    /**
     * @param id unique for this user and host; 0 to 2⁶²
     * @param local what our media receives, at an address that the other side can reach
     */
    public SdpSession(long id, MediaDescription local) {
        this.id = id;
        this.version = id;
        this.local = local.address();
        this.spoken = local.codecs();
    }

    /**
     * How our media is to flow from the next offer or answer on, at most: {@code SENDONLY} holds
     * the other side. RFC 3264 §8.4, RFC 6337 §5.3.
     */
    public void direct(SdpDirection direction) {
        ours = direction;
    }

    /**
     * An offer of all codecs and of telephone events, both ways unless {@linkplain #direct set}.
     */
    public String offer() {
        List<MediaLine.Numbered> codecs = offered();
        return written(codecs, events(codecs), ours, PayloadNumbers.PACKET_MS);
    }

    /** A number for events of each clock that the codecs have: by clock. */
    private NavigableMap<Integer, Integer> events(List<MediaLine.Numbered> codecs) {
        NavigableMap<Integer, Integer> events = new TreeMap<>();
        int next = EVENT_TYPE;
        for (MediaLine.Numbered codec : codecs) {
            int clock = codec.codec().clockHz();
            if (clock == eventHz) {
                events.put(clock, eventType);
            } else if (!events.containsKey(clock)) {
                while (next == eventType || events.containsValue(next) || isTaken(codecs, next)) {
                    next++;
                }
                events.put(clock, next);
            }
        }
        return events;
    }

    /** Those that the other side renumbered, then each under its own number or the next free. */
    private List<MediaLine.Numbered> offered() {
        List<MediaLine.Numbered> codecs = new ArrayList<>(renumbered);
        for (Codec codec : spoken) {
            if (codec.staticNumber() >= 0) {
                codecs.add(new MediaLine.Numbered(codec, codec.staticNumber()));
            } else if (codecs.stream().noneMatch(known -> known.codec().equals(codec))) {
                codecs.add(new MediaLine.Numbered(codec, free(codecs)));
            }
        }
        return codecs;
    }

    private int free(List<MediaLine.Numbered> taken) {
        int number = DYNAMIC_MIN;
        while (number == eventType || isTaken(taken, number)) {
            number++;
        }
        return number;
    }

    private static boolean isTaken(List<MediaLine.Numbered> taken, int number) {
        return taken.stream().anyMatch(known -> known.number() == number);
    }

    /** Reads an offer and makes the answer. RFC 3264 §6. */
    public Negotiation answer(String offer) {
        return switch (SdpParser.parse(offer)) {
            case SdpResult.Rejected(SdpFault fault) -> new Negotiation.Refused(fault);
            case SdpResult.Parsed(SessionDescription description) -> answer(description.media());
        };
    }

    /** Reads the answer to our {@link #offer()}. RFC 3264 §7. */
    public Negotiation accept(String answer) {
        return switch (SdpParser.parse(answer)) {
            case SdpResult.Rejected(SdpFault fault) -> new Negotiation.Refused(fault);
            case SdpResult.Parsed(SessionDescription description) -> accept(description.media());
        };
    }

    private Negotiation answer(List<MediaLine> lines) {
        int chosen = choose(lines);
        if (chosen < 0) {
            return new Negotiation.Refused(fault(lines));
        }
        if (lines.size() < slots.size()) {
            return refused(SdpFault.MISCELLANEOUS, "fewer media lines than before");
        }
        MediaLine line = lines.get(chosen);
        MediaLine.Numbered codec = line.codec(spoken).orElseThrow();
        AudioStream stream =
                stream(line, codec, Map.of(), line.telephoneEvents(codec.codec().clockHz()));
        slots = slots(lines, chosen);
        profile = line.protocol();
        muxed = line.isMuxed();
        boolean hasEvents = stream.telephoneEvent() >= 0;
        eventType = hasEvents ? stream.telephoneEvent() : EVENT_TYPE;
        eventHz = hasEvents ? codec.codec().clockHz() : Codec.RATE_HZ;
        renumbered = codec.isUsual() ? List.of() : List.of(codec);
        return new Negotiation.Agreed(
                stream,
                written(
                        List.of(codec),
                        hasEvents ? new TreeMap<>(Map.of(eventHz, eventType)) : new TreeMap<>(),
                        stream.direction(),
                        stream.numbers().packetMs()));
    }

    private Negotiation accept(List<MediaLine> lines) {
        if (lines.size() != slots.size()) {
            return refused(SdpFault.MISCELLANEOUS, "answer does not match the offer");
        }
        MediaLine line = lines.get(slots.indexOf(""));
        Optional<SdpFault> fault = fault(line);
        if (fault.isPresent()) {
            return new Negotiation.Refused(fault.get());
        }
        // it sends under the numbers that we offered, or under its own, as many phones do
        List<MediaLine.Numbered> codecs = offered();
        MediaLine.Numbered codec = line.codec(spoken).orElseThrow();
        int clock = codec.codec().clockHz();
        List<Integer> heard = new ArrayList<>(line.telephoneEvents(clock));
        Integer ownNumber = events(codecs).get(clock);
        if (!heard.isEmpty() && ownNumber != null && !heard.contains(ownNumber)) {
            heard.add(ownNumber);
        }
        return new Negotiation.Agreed(stream(line, codec, dynamic(codecs), heard), "");
    }

    /** Codecs without a number of their own: the other side sends them under what we offered. */
    private static Map<Integer, Codec> dynamic(List<MediaLine.Numbered> codecs) {
        return codecs.stream()
                .filter(each -> each.codec().staticNumber() < 0)
                .collect(Collectors.toMap(MediaLine.Numbered::number, MediaLine.Numbered::codec));
    }

    private static Negotiation refused(int warning, String reason) {
        return new Negotiation.Refused(SdpFault.of(warning, reason));
    }

    private int choose(List<MediaLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (fault(lines.get(i)).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /** What the first audio line lacks, since that is the one that was meant. */
    private SdpFault fault(List<MediaLine> lines) {
        return lines.stream()
                .filter(MediaLine::isAudio)
                .findFirst()
                .flatMap(this::fault)
                .orElseGet(() -> SdpFault.of(SdpFault.MEDIA_TYPE, "no audio"));
    }

    private Optional<SdpFault> fault(MediaLine line) {
        return line.fault(spoken).or(() -> line.connection().flatMap(this::familyFault));
    }

    private Optional<SdpFault> familyFault(Connection to) {
        boolean six = local.getAddress() instanceof Inet6Address;
        return to.address()
                .filter(a -> !a.isAnyLocalAddress() && a instanceof Inet6Address != six)
                .map(a ->
                        new SdpFault(
                                SdpFault.NETWORK_ADDRESS,
                                "no usable address, only " + (six ? "IPv6" : "IPv4") + " is spoken",
                                to.shown()));
    }

    /**
     * A connection of 0.0.0.0 is the older way to put on hold: RFC 3264 §8.4.
     *
     * @param offered what else we hear, by the numbers that we offered
     * @param eventsHeard the first is what the other side takes digits under
     */
    private AudioStream stream(
            MediaLine line,
            MediaLine.Numbered codec,
            Map<Integer, Codec> offered,
            List<Integer> eventsHeard) {
        InetSocketAddress remote =
                line.connection()
                        .flatMap(Connection::address)
                        .map(address -> new InetSocketAddress(address, line.port()))
                        .orElseGet(() -> InetSocketAddress.createUnresolved("named", line.port()));
        SdpDirection theirs = line.direction();
        if (!remote.isUnresolved() && remote.getAddress().isAnyLocalAddress()) {
            theirs = SdpDirection.of(theirs.sends(), false);
        }
        Map<Integer, Codec> heard = new HashMap<>(offered);
        if (!codec.isUsual()) {
            heard.put(codec.number(), codec.codec());
        }
        return new AudioStream(
                remote,
                codec.codec(),
                eventsHeard.isEmpty() ? -1 : eventsHeard.getFirst(),
                theirs.mirrored().within(ours),
                new PayloadNumbers(
                        codec.number(),
                        heard,
                        Set.copyOf(eventsHeard),
                        packetMs(line, codec.codec()),
                        packetMsMax(line)),
                line.reportPort());
    }

    /**
     * What it asks for in steps of 5 ms, if that is less than 20 ms. More is a wish that need not
     * be met (RFC 8866 §6.4), and would delay the caller.
     */
    private static int packetMs(MediaLine line, Codec codec) {
        int wanted = line.packetMs() < 0 ? PayloadNumbers.PACKET_MS : line.packetMs();
        return Math.clamp(wanted / 5 * 5L, codec.packetMsMin(), PayloadNumbers.PACKET_MS);
    }

    /** RFC 8866 §6.4: no packet may hold more, whoever it comes from. */
    private static int packetMsMax(MediaLine line) {
        return line.packetMsMax() < 0
                ? PayloadNumbers.ANY_MS
                : Math.clamp(line.packetMsMax(), PayloadNumbers.PACKET_MS, PayloadNumbers.ANY_MS);
    }

    /** Every other line is refused with port 0 and its own formats. */
    private static List<String> slots(List<MediaLine> lines, int chosen) {
        List<String> slots = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            MediaLine line = lines.get(i);
            slots.add(
                    i == chosen
                            ? ""
                            : "m="
                                    + line.kind()
                                    + " 0 "
                                    + line.protocol()
                                    + " "
                                    + String.join(" ", line.formats())
                                    + "\r\n");
        }
        return List.copyOf(slots);
    }

    private String written(
            List<MediaLine.Numbered> codecs,
            NavigableMap<Integer, Integer> events,
            SdpDirection direction,
            int packetMs) {
        String ours = ours(codecs, events, direction, packetMs);
        StringBuilder media = new StringBuilder();
        for (String slot : slots) {
            media.append(slot.isEmpty() ? ours : slot);
        }
        String next = media.toString();
        if (!body.isEmpty() && !next.equals(body)) {
            version++;
        }
        body = next;
        String host = address();
        return "v=0\r\no=zarang %d %d IN %s\r\ns=-\r\nc=IN %s\r\nt=0 0\r\n"
                        .formatted(id, version, host, host)
                + next;
    }

    private String ours(
            List<MediaLine.Numbered> codecs,
            NavigableMap<Integer, Integer> events,
            SdpDirection direction,
            int packetMs) {
        StringBuilder types = new StringBuilder();
        StringBuilder maps = new StringBuilder();
        for (MediaLine.Numbered codec : codecs) {
            types.append(' ').append(codec.number());
            maps.append("a=rtpmap:").append(codec.written()).append("\r\n");
            String format = codec.codec().format();
            if (!format.isEmpty()) {
                maps.append("a=fmtp:%d %s\r\n".formatted(codec.number(), format));
            }
        }
        events.forEach((clock, number) -> {
            types.append(' ').append(number);
            maps.append("a=rtpmap:%d telephone-event/%d\r\n".formatted(number, clock));
            maps.append("a=fmtp:%d 0-15\r\n".formatted(number));
        });
        if (muxed) {
            maps.append("a=rtcp-mux\r\n");
        }
        return "m=audio %d %s%s\r\n%sa=ptime:%d\r\na=%s\r\n"
                .formatted(local.getPort(), profile, types, maps, packetMs, direction.written());
    }

    private String address() {
        String family = local.getAddress() instanceof Inet6Address ? "IP6 " : "IP4 ";
        return family + Host.of(local.getAddress()).bare();
    }
}
