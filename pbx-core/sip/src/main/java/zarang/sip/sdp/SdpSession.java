package zarang.sip.sdp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * One dialog's side of offer and answer: keeps the {@code o=} id and version (RFC 3264 §8) and the
 * number and order of media lines (§6, §8) over every renegotiation.
 */
public final class SdpSession {
    /** What our own offers call telephone events. */
    private static final int EVENT_TYPE = 101;

    private final long id;
    private final InetSocketAddress local;
    private long version;
    private String body = "";

    /** The media lines in place as refused; the empty one is ours. */
    private List<String> slots = List.of("");

    private int eventType = EVENT_TYPE;

    /**
     * @param id unique for this user and host; 0 to 2⁶²
     * @param local where our media receives, with an address that the other side can reach
     */
    public SdpSession(long id, InetSocketAddress local) {
        this.id = id;
        this.version = id;
        this.local = local;
    }

    /** An offer of PCMA, PCMU and telephone events, both ways. */
    public String offer() {
        return written(List.of("8 PCMA/8000", "0 PCMU/8000"), eventType, SdpDirection.SENDRECV);
    }

    /** Reads an offer and makes the answer. RFC 3264 §6. */
    public Negotiation answer(String offer) {
        return switch (SdpParser.parse(offer)) {
            case SdpResult.Rejected(String reason) -> new Negotiation.Refused(reason);
            case SdpResult.Parsed(SessionDescription description) -> answer(description.media());
        };
    }

    /** Reads the answer to our {@link #offer()}. RFC 3264 §7. */
    public Negotiation accept(String answer) {
        return switch (SdpParser.parse(answer)) {
            case SdpResult.Rejected(String reason) -> new Negotiation.Refused(reason);
            case SdpResult.Parsed(SessionDescription description) -> accept(description.media());
        };
    }

    private Negotiation answer(List<MediaLine> lines) {
        int chosen = choose(lines);
        if (chosen < 0) {
            return new Negotiation.Refused("no common codec");
        }
        MediaLine line = lines.get(chosen);
        if (!isReachable(line)) {
            return new Negotiation.Refused("no usable address");
        }
        if (lines.size() < slots.size()) {
            return new Negotiation.Refused("fewer media lines than before");
        }
        AudioStream stream = stream(line);
        slots = slots(lines, chosen);
        eventType = stream.telephoneEvent() < 0 ? EVENT_TYPE : stream.telephoneEvent();
        String codec = stream.payloadType() == 8 ? "8 PCMA/8000" : "0 PCMU/8000";
        return new Negotiation.Agreed(
                stream, written(List.of(codec), stream.telephoneEvent(), stream.direction()));
    }

    private Negotiation accept(List<MediaLine> lines) {
        int ours = slots.indexOf("");
        if (lines.size() != slots.size()) {
            return new Negotiation.Refused("answer does not match the offer");
        }
        MediaLine line = lines.get(ours);
        if (!line.isOpenAudio() || line.g711() < 0) {
            return new Negotiation.Refused("no common codec");
        }
        if (!isReachable(line)) {
            return new Negotiation.Refused("no usable address");
        }
        return new Negotiation.Agreed(stream(line), "");
    }

    private static int choose(List<MediaLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isOpenAudio() && lines.get(i).g711() >= 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean isReachable(MediaLine line) {
        return line.connection()
                .filter(address ->
                        address.isAnyLocalAddress()
                                || address instanceof Inet6Address
                                        == local.getAddress() instanceof Inet6Address)
                .isPresent();
    }

    /** A connection of 0.0.0.0 is the older way to put on hold: RFC 3264 §8.4. */
    private static AudioStream stream(MediaLine line) {
        InetSocketAddress remote =
                new InetSocketAddress(line.connection().orElseThrow(), line.port());
        SdpDirection theirs = line.direction();
        if (remote.getAddress().isAnyLocalAddress()) {
            theirs = SdpDirection.of(theirs.sends(), false);
        }
        return new AudioStream(remote, line.g711(), line.telephoneEvent(), theirs.mirrored());
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

    private String written(List<String> codecs, int events, SdpDirection direction) {
        String ours = ours(codecs, events, direction);
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

    private String ours(List<String> codecs, int events, SdpDirection direction) {
        StringBuilder types = new StringBuilder();
        StringBuilder maps = new StringBuilder();
        for (String codec : codecs) {
            types.append(' ').append(codec, 0, codec.indexOf(' '));
            maps.append("a=rtpmap:").append(codec).append("\r\n");
        }
        if (events >= 0) {
            types.append(' ').append(events);
            maps.append("a=rtpmap:%d telephone-event/8000\r\n".formatted(events));
            maps.append("a=fmtp:%d 0-15\r\n".formatted(events));
        }
        return "m=audio %d RTP/AVP%s\r\n%sa=ptime:20\r\na=%s\r\n"
                .formatted(local.getPort(), types, maps, direction.written());
    }

    private String address() {
        String family = local.getAddress() instanceof Inet6Address ? "IP6 " : "IP4 ";
        return family + local.getAddress().getHostAddress();
    }
}
