package zarang.sip.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a description. Strict where a mistake would send media astray, lenient where phones differ
 * (line ends, missing {@code s=} and {@code t=}). Nothing here throws at any input.
 */
final class SdpParser {
    /** Enough for every real offer, browsers' included; more is refused. */
    static final int BYTES_MAX = 16 * 1024;

    static final int LINES_MAX = 400;
    static final int MEDIA_MAX = 16;
    static final int FORMATS_MAX = 64;

    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Pattern IP4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IP6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,40}");

    private Optional<InetAddress> sessionConnection = Optional.empty();
    private SdpDirection sessionDirection = SdpDirection.SENDRECV;
    private final List<MediaLine> media = new ArrayList<>();
    private boolean origin;
    private Optional<Section> open = Optional.empty();

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
        final Map<Integer, String> encodings = new HashMap<>();
        Optional<InetAddress> connection = Optional.empty();
        Optional<SdpDirection> direction = Optional.empty();

        Section(String kind, int port, String protocol, List<String> formats) {
            this.kind = kind;
            this.port = port;
            this.protocol = protocol;
            this.formats = formats;
        }
    }

    static SdpResult parse(String text) {
        if (text.length() > BYTES_MAX) {
            return new SdpResult.Rejected("description too long");
        }
        try {
            return new SdpResult.Parsed(new SdpParser().read(text));
        } catch (Malformed e) {
            return new SdpResult.Rejected(String.valueOf(e.getMessage()));
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
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                line(line);
            }
        }
        close();
        if (!origin) {
            throw new Malformed("no origin");
        }
        return new SessionDescription(media);
    }

    private void line(String line) throws Malformed {
        if (line.length() < 2 || line.charAt(1) != '=') {
            throw new Malformed("not type=value");
        }
        String value = line.substring(2).strip();
        switch (line.charAt(0)) {
            case 'v' -> throw new Malformed("version twice");
            case 'o' -> origin(value);
            case 'c' -> connection(value);
            case 'm' -> media(value);
            case 'a' -> attribute(value);
            default -> {}
        }
    }

    private void origin(String value) throws Malformed {
        String[] part = SPACE.split(value, -1);
        if (part.length != 6
                || !NUMBER.matcher(part[1]).matches()
                || !NUMBER.matcher(part[2]).matches()
                || !part[3].equals("IN")) {
            throw new Malformed("origin not understood");
        }
        origin = true;
    }

    private void connection(String value) throws Malformed {
        String[] part = SPACE.split(value, -1);
        if (part.length != 3 || !part[0].equals("IN")) {
            throw new Malformed("connection not understood");
        }
        Optional<InetAddress> address = Optional.of(address(part[1], part[2]));
        if (open.isPresent()) {
            open.get().connection = address;
        } else {
            sessionConnection = address;
        }
    }

    /** Names are refused rather than looked up: the control loop never waits for DNS. */
    private static InetAddress address(String family, String text) throws Malformed {
        boolean literal =
                switch (family) {
                    case "IP4" -> IP4.matcher(text).matches();
                    case "IP6" -> text.indexOf(':') >= 0 && IP6.matcher(text).matches();
                    default -> false;
                };
        if (!literal) {
            throw new Malformed("connection is not a unicast address");
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            if (address.isMulticastAddress()) {
                throw new Malformed("connection is not a unicast address");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new Malformed("connection is not a unicast address");
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
        open = Optional.of(new Section(part[0], port(part[1]), part[2], formats));
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
        } else if (value.startsWith("rtpmap:") && open.isPresent()) {
            encoding(open.get(), value.substring("rtpmap:".length()));
        }
    }

    /** An encoding that cannot be read is one that we do not speak. */
    private static void encoding(Section section, String value) {
        int space = value.indexOf(' ');
        if (space < 1 || space > 3 || !NUMBER.matcher(value.substring(0, space)).matches()) {
            return;
        }
        int type = Integer.parseInt(value.substring(0, space));
        if (type <= 127) {
            section.encodings.put(
                    type, value.substring(space + 1).strip().toLowerCase(Locale.ROOT));
        }
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
                                s.encodings)));
        open = Optional.empty();
    }
}
