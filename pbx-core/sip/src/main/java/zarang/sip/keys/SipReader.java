package zarang.sip.keys;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import zarang.call.actor.ExchangeSettings;
import zarang.config.ConfigReader;
import zarang.config.Values;
import zarang.media.keys.MediaKeys;
import zarang.sip.ban.BanSettings;
import zarang.sip.engine.AdmissionSettings;
import zarang.sip.engine.CallerDisplay;
import zarang.sip.engine.PhoneWords;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.source.SourceLimits;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.TransportSettings;

/** Reads how SIP is spoken. */
public final class SipReader {
    private static final int UNANSWERED_LEAST = 20;

    private final ConfigReader reading;

    public SipReader(ConfigReader reading) {
        this.reading = reading;
    }

    /** What is written; where that is wrong, it has a finding and the default stands here. */
    public SipSettings sip() {
        List<ListenAddress> listen = reading.value(SipKeys.LISTEN);
        listen.forEach(each ->
                Values.address(each.host())
                        .ifPresent(host -> reading.listens(SipKeys.LISTEN, host)));
        if (new HashSet<>(listen).size() < listen.size()) {
            reading.refuse(SipKeys.LISTEN, "found one address twice, expected each once");
        }
        return new SipSettings(
                listen,
                reading.value(SipKeys.REALM),
                reading.value(SipKeys.DIGEST),
                registrar(),
                admission(),
                new CallerDisplay(
                        reading.value(SipKeys.PHONE_DISPLAY),
                        new PhoneWords(
                                reading.value(SipKeys.PHONE_CALL_BACK),
                                reading.value(SipKeys.PHONE_LISTEN),
                                reading.value(SipKeys.PHONE_WHISPER),
                                reading.value(SipKeys.PHONE_BARGE)),
                        reading.get(SipKeys.ALERT_INFO),
                        reading.get(SipKeys.CALL_INFO)),
                reading.value(SipKeys.SESSION_EXPIRES),
                TransportSettings.STANDARD.withSources(
                        reading.value(SipKeys.SOURCE_CONNECTIONS),
                        SourceLimits.of(
                                reading.value(SipKeys.SOURCE_RATE),
                                reading.value(SipKeys.TRUNK_RATE))));
    }

    /** How many calls there may be, and how long one. */
    public ExchangeSettings exchange() {
        return new ExchangeSettings(
                reading.value(SipKeys.MAX_CALLS), reading.value(SipKeys.CALL_LONGEST));
    }

    /**
     * A trunk that is well has few calls that nobody acknowledged yet: a quarter of what calls and
     * ports allow is far above that, and leaves room for the others.
     */
    private AdmissionSettings admission() {
        int calls = reading.value(SipKeys.MAX_CALLS);
        int legs = reading.value(MediaKeys.PORTS).legs();
        int ofTrunk = reading.get(SipKeys.TRUNK_CALLS).orElse(calls);
        return new AdmissionSettings(
                reading.value(SipKeys.UNKNOWN),
                reading.value(SipKeys.SOURCE_CALLS),
                ofTrunk,
                reading.get(SipKeys.TRUNK_UNANSWERED)
                        .orElse(Math.max(UNANSWERED_LEAST, Math.min(calls, legs) / 4)),
                bans());
    }

    private BanSettings bans() {
        Duration first = reading.value(SipKeys.BAN_FIRST);
        Duration longest = reading.value(SipKeys.BAN_LONGEST);
        if (first.compareTo(longest) > 0) {
            reading.refuse(
                    SipKeys.BAN_FIRST, "found more than sip.ban-longest, expected at most that");
            return new BanSettings(false, first, first);
        }
        return new BanSettings(reading.value(SipKeys.BANS), first, longest);
    }

    private RegistrarSettings registrar() {
        Duration min = reading.value(SipKeys.REGISTRATION_MIN);
        Duration max = reading.value(SipKeys.REGISTRATION_MAX);
        if (min.compareTo(max) > 0) {
            reading.refuse(
                    SipKeys.REGISTRATION_MIN,
                    "found more than sip.registration-max, expected at most that");
            return RegistrarSettings.defaults();
        }
        return new RegistrarSettings(min, max, reading.get(SipKeys.PATH_FROM).orElse(List.of()));
    }
}
