package zarang.sip.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.media.rtp.PayloadNumbers;

/**
 * Reads a description. Strict where a mistake would send media astray, lenient where phones differ:
 * line ends, white space, missing {@code s=} and {@code t=}, and the {@code o=} line, of which
 * nothing is used. Nothing here throws at any input.
 */
final class SdpParser {
    /** Enough for every real offer, browsers' included; more is refused. */
    static final int BYTES_MAX = 16 * 1024;

    static final int LINES_MAX = 400;
    static final int MEDIA_MAX = 16;
    static final int FORMATS_MAX = 64;

    private static final int REPORT_PORT_MIN = 1024;
    private static final int REPORT_PORT_MAX = 65_535;

    private static final Pattern SPACE = Pattern.compile("[ \\t]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,40}");

    private Optional<Connection> sessionConnection = Optional.empty();
    private SdpDirection sessionDirection = SdpDirection.SENDRECV;
    private final List<MediaLine> media = new ArrayList<>();
    private Optional<Section> open = Optional.empty();

    /** What is being read, as it may be logged. */
    private String shown = "";

    private SdpParser() {}

    /** What is wrong with a description. Never leaves this class. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String reason) {
            super(reason, null, false, false);
        }
    }

    /** A media section that is being read. */
    private static final class Section {
        final String kind;
        final int port;
        final String protocol;
        final List<String> formats;
        final String shown;
        final Map<Integer, List<String>> encodings = new HashMap<>();
        Optional<Connection> connection = Optional.empty();
        Optional<SdpDirection> direction = Optional.empty();
        int ptime = -1;
        int maxptime = -1;
        int rtcp = -1;
        boolean muxed;

        Section(String shown, String kind, int port, String protocol, List<String> formats) {
            this.shown = shown;
            this.kind = kind;
            this.port = port;
            this.protocol = protocol;
            this.formats = formats;
        }
    }

    static SdpResult parse(String text) {
        if (text.length() > BYTES_MAX) {
            return new SdpResult.Rejected(
                    SdpFault.of(SdpFault.MISCELLANEOUS, "description too long"));
        }
        SdpParser parser = new SdpParser();
        try {
            return new SdpResult.Parsed(parser.read(text));
        } catch (Malformed e) {
            return new SdpResult.Rejected(
                    new SdpFault(
                            SdpFault.MISCELLANEOUS, String.valueOf(e.getMessage()), parser.shown));
        }
    }

    private SessionDescription read(String text) throws Malformed {
        List<String> lines = text.lines().limit(LINES_MAX + 1L).toList();
        if (lines.size() > LINES_MAX) {
            throw new Malformed("too many lines");
        }
        if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals("v=0")) {
            throw new Malformed("not version 0");
        }
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                shown = SdpFault.shown(i + 1, lines.get(i));
                line(lines.get(i));
            }
        }
        close();
        return new SessionDescription(media);
    }

    private void line(String line) throws Malformed {
        if (line.length() < 2 || line.charAt(1) != '=') {
            throw new Malformed("not type=value");
        }
        String value = line.substring(2).strip();
        switch (line.charAt(0)) {
            case 'v' -> throw new Malformed("version twice");
            case 'c' -> connection(value);
            case 'm' -> media(value);
            case 'a' -> attribute(value);
            default -> {}
        }
    }

    /** Whether it is one that media can go to is asked once it is known which one counts. */
    private void connection(String value) throws Malformed {
        String[] part = SPACE.split(value, -1);
        Optional<Connection> connection =
                part.length == 3 && part[0].equals("IN")
                        ? Connection.read(part[1], part[2], shown)
                        : Optional.empty();
        if (connection.isEmpty()) {
            throw new Malformed("connection not understood");
        }
        if (open.isPresent()) {
            open.get().connection = connection;
        } else {
            sessionConnection = connection;
        }
    }

    private void media(String value) throws Malformed {
        close();
        if (media.size() == MEDIA_MAX) {
            throw new Malformed("too many media");
        }
        String[] part = SPACE.split(value, -1);
        if (part.length < 4 || part.length > 3 + FORMATS_MAX) {
            throw new Malformed("media not understood");
        }
        List<String> formats = List.of(part).subList(3, part.length);
        boolean tokens =
                TOKEN.matcher(part[0]).matches()
                        && TOKEN.matcher(part[2]).matches()
                        && formats.stream().allMatch(f -> TOKEN.matcher(f).matches());
        if (!tokens) {
            throw new Malformed("media not understood");
        }
        open = Optional.of(new Section(shown, part[0], port(part[1]), part[2], formats));
    }

    private static int port(String text) throws Malformed {
        int slash = text.indexOf('/');
        String first = slash < 0 ? text : text.substring(0, slash);
        if (first.length() > 5 || !NUMBER.matcher(first).matches()) {
            throw new Malformed("port not understood");
        }
        int port = Integer.parseInt(first);
        if (port > 65535) {
            throw new Malformed("port not understood");
        }
        return port;
    }

    private void attribute(String value) {
        Optional<SdpDirection> direction = SdpDirection.read(value);
        if (direction.isPresent()) {
            if (open.isPresent()) {
                open.get().direction = direction;
            } else {
                sessionDirection = direction.get();
            }
        } else if (open.isPresent() && value.equals("rtcp-mux")) {
            open.get().muxed = true;
        } else if (open.isPresent()) {
            int colon = value.indexOf(':');
            String argument = colon < 0 ? "" : value.substring(colon + 1).strip();
            switch (colon < 0 ? "" : value.substring(0, colon)) {
                case "rtpmap" -> encoding(open.get(), argument);
                case "ptime" -> open.get().ptime = ms(argument);
                case "maxptime" -> open.get().maxptime = ms(argument);
                case "rtcp" -> open.get().rtcp = reportPort(argument);
                default -> {}
            }
        }
    }

    /** An encoding that cannot be read is one that we do not speak. */
    private static void encoding(Section section, String argument) {
        String[] part = SPACE.split(argument, 2);
        if (part.length == 2 && part[0].length() <= 3 && NUMBER.matcher(part[0]).matches()) {
            section.encodings
                    .computeIfAbsent(Integer.parseInt(part[0]), number -> new ArrayList<>())
                    .add(part[1].strip().toLowerCase(Locale.ROOT));
        }
    }

    /** RFC 3605; its address is not used: reports go to the host of the audio. −1 if unreadable. */
    private static int reportPort(String argument) {
        String first = SPACE.split(argument, 2)[0];
        boolean number = first.length() <= 5 && NUMBER.matcher(first).matches();
        int port = number ? Integer.parseInt(first) : 0;
        return port >= REPORT_PORT_MIN && port <= REPORT_PORT_MAX ? port : -1;
    }

    /** Whole milliseconds; -1 if it is no such number, or none at all. */
    private static int ms(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        int ms =
                whole.length() <= 5 && NUMBER.matcher(whole).matches()
                        ? Integer.parseInt(whole)
                        : -1;
        return ms > 0 ? ms : -1;
    }

    private void close() {
        open.ifPresent(s ->
                media.add(
                        new MediaLine(
                                s.kind,
                                s.port,
                                s.protocol,
                                s.formats,
                                s.connection.or(() -> sessionConnection),
                                s.direction.orElse(sessionDirection),
                                s.encodings,
                                packetMs(s),
                                s.maxptime,
                                s.muxed ? s.port : s.rtcp > 0 ? s.rtcp : s.port + 1,
                                s.shown)));
        open = Optional.empty();
    }

    private static int packetMs(Section section) {
        if (section.maxptime < 0) {
            return section.ptime;
        }
        int wanted = section.ptime < 0 ? PayloadNumbers.PACKET_MS : section.ptime;
        return Math.min(wanted, section.maxptime);
    }
}
