package zarang.sip.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.media.MediaDescription;
import zarang.media.codec.Codecs;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.SdpSession;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;

/**
 * A user agent with several lines, for tests: what comes rings and is answered or refused as it is
 * told, it calls, and it hands on by REFER, blind or to another of its calls. Control loop.
 */
public final class ReferringPhone implements InboundRequests {
    private static final int LINES = 9;

    private final ControlLoop loop;
    private final Random random;
    private final String user;
    private final String host;
    private final TransactionLayer layer;
    private final UserAgent sip;
    private final List<Line> lines = new ArrayList<>();
    private int blind;
    private int attended;
    private int taken;

    /** How long a call rings here before it is answered; negative: it is refused. */
    public int answersAfterMs = 500;

    /** How it is refused. */
    public int refusal = 486;

    /**
     * @param node that it listens at
     */
    public ReferringPhone(
            ControlLoop loop, MemoryNet.Node node, String host, String user, Random random) {
        this.loop = loop;
        this.random = random;
        this.user = user;
        this.host = host;
        layer = new TransactionLayer(loop, node, TransactionSettings.STANDARD, random);
        sip = new UserAgent(loop, layer, random, UserAgentSettings.of("Lines", user, LINES), this);
        layer.attach(sip);
    }

    /** What comes for it is handed to that. */
    public TransactionLayer layer() {
        return layer;
    }

    /** It takes requests again, after somebody else was attached to its layer. */
    public void attach() {
        layer.attach(sip);
    }

    /** One call. */
    private final class Line implements SessionListener {
        private @Nullable Session session;
        private boolean over;

        boolean talks() {
            return session != null && session.isUp() && !over;
        }

        Session session() {
            if (session == null) {
                throw new IllegalStateException("not placed");
            }
            return session;
        }

        /** What names its dialog to the other side, in a Replaces. */
        String replaces() {
            var key = session().dialog().key();
            return "%s%%3Bto-tag%%3D%s%%3Bfrom-tag%%3D%s"
                    .formatted(key.callId(), key.remoteTag(), key.localTag());
        }

        void refer(String to, Consumer<Integer> answered) {
            Session talk = session();
            Hop hop = talk.dialog().hop();
            SipRequest refer =
                    talk.dialog()
                            .request("REFER")
                            .contact(talk.local().contact(hop))
                            .header("Refer-To", to)
                            .build();
            layer.send(
                    refer,
                    hop,
                    new ResponseListener() {
                        @Override
                        public void onFinal(SipResponse response, Hop source) {
                            answered.accept(response.status());
                        }

                        @Override
                        public void onFailure(int status) {}
                    });
        }

        @Override
        public void ringing() {}

        @Override
        public void answered(AudioStream stream) {}

        @Override
        public void confirmed() {}

        @Override
        public void streamChanged(AudioStream stream) {}

        @Override
        public void digit(char digit) {}

        @Override
        public void ended(SessionEnd end) {
            over = true;
            lines.remove(this);
        }
    }

    private List<Line> talking() {
        return lines.stream().filter(Line::talks).toList();
    }

    /** Calls that user of a host; harmless if no line is free. */
    public void call(SipUri to, Optional<String> secret) {
        Line line = new Line();
        Optional<Session> placed =
                sip.invite(
                        new OutgoingCall(
                                to,
                                Optional.empty(),
                                List.of(),
                                NameAddr.of(SipUri.of(user, to.host(), -1)),
                                Redirects.NONE,
                                secret.map(each -> new DigestClient(user, each, random)),
                                List.of()),
                        sdp(),
                        line);
        placed.ifPresent(session -> {
            line.session = session;
            lines.add(line);
        });
    }

    /** Wants one of those it talks with to go on with that address. */
    public void transfer(SipUri to) {
        List<Line> talking = talking();
        if (!talking.isEmpty()) {
            Line line = talking.get(random.nextInt(talking.size()));
            line.refer("<" + to + ">", status -> blind += status == 202 ? 1 : 0);
        }
    }

    /** Wants two of those it talks with to go on with each other. */
    public void join(SipUri second) {
        List<Line> talking = talking();
        if (talking.size() > 1) {
            talking.getFirst()
                    .refer(
                            "<" + second + "?Replaces=" + talking.get(1).replaces() + ">",
                            status -> attended += status == 202 ? 1 : 0);
        }
    }

    /** Ends one of its calls. */
    public void hangUp() {
        if (!lines.isEmpty()) {
            Close.end(lines.get(random.nextInt(lines.size())).session(), Cause.NORMAL_CLEARING);
        }
    }

    /** Ends all of them. */
    public void hangUpAll() {
        List.copyOf(lines).forEach(line -> Close.end(line.session(), Cause.NORMAL_CLEARING));
    }

    /** Sessions that go on or are being ended. */
    public int sessions() {
        return sip.sessions();
    }

    /** Blind transfers that were accepted. */
    public int blind() {
        return blind;
    }

    /** Transfers to another call that were accepted. */
    public int attended() {
        return attended;
    }

    /** Calls that were answered here. */
    public int taken() {
        return taken;
    }

    private SdpSession sdp() {
        return new SdpSession(
                random.nextLong() >>> 2,
                new MediaDescription(
                        new InetSocketAddress(InetAddress.ofLiteral(host), 4000), Codecs.SPOKEN));
    }

    /** What becomes of its transfers it takes note of, if that is for it. */
    public static Optional<SipResponse> noted(SipRequest request) {
        return request.is("NOTIFY")
                ? Optional.of(SipResponse.to(request, 200).build())
                : Optional.empty();
    }

    @Override
    public boolean isAccepting() {
        return true;
    }

    @Override
    public Optional<Integer> refusal(SipRequest invite, Hop source) {
        return answersAfterMs < 0 ? Optional.of(refusal) : Optional.empty();
    }

    @Override
    public void invited(Invitation invitation) {
        Line line = new Line();
        invitation
                .prepare(sdp(), line)
                .ifPresent(accept -> {
                    line.session = accept.session();
                    lines.add(line);
                    accept.ring();
                    loop.schedule(
                            Duration.ofMillis(Math.max(1, answersAfterMs)),
                            () -> {
                                taken += line.over ? 0 : 1;
                                accept.answer();
                            });
                });
    }

    @Override
    public Optional<SipResponse.Builder> unregistered(SipRequest register, Hop source) {
        return Optional.of(SipResponse.to(register, 405));
    }

    @Override
    public void registering(ServerTransaction register) {}
}
