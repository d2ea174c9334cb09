package zarang.sip.phone;

import java.time.Duration;
import java.util.Optional;
import zarang.sip.message.SipUri;

/**
 * Whose phone it is and how it behaves.
 *
 * @param user such as {@code 2001} or {@code +989121234567}, unescaped
 * @param host of its address of record
 * @param secret for a server that asks who it is
 * @param server the registrar, such as {@code sip:127.0.0.1:5060;transport=tcp}
 * @param registerFor the expiry it asks for, whole seconds
 */
public record PhoneSettings(
        String user,
        String host,
        Optional<String> secret,
        SipUri server,
        Duration registerFor,
        AnswerPolicy policy) {}
