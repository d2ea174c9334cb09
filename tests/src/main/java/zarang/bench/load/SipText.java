package zarang.bench.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP message as text: enough to speak with a server whose messages are well formed. */
record SipText(String text) {
    private static final Pattern AUDIO = Pattern.compile("\r\nm=audio ([0-9]+) ");
    private static final String VERSION = "SIP/2.0 ";

    boolean isRequest() {
        return !text.startsWith(VERSION);
    }

    /** Of a response. */
    int status() {
        return Integer.parseInt(text.substring(VERSION.length(), VERSION.length() + 3));
    }

    /** The method, of a response as well. */
    String method() {
        String cseq = header("CSeq");
        return cseq.substring(cseq.indexOf(' ') + 1);
    }

    /** The first of that name; empty without one. */
    String header(String name) {
        String before = "\r\n" + name + ": ";
        int start = text.indexOf(before);
        if (start < 0) {
            return "";
        }
        start += before.length();
        return text.substring(start, text.indexOf("\r\n", start));
    }

    /** The URI in angle brackets of a header. */
    String uri(String name) {
        String value = header(name);
        return value.substring(value.indexOf('<') + 1, value.indexOf('>'));
    }

    /** The port of the audio that is offered or answered; 0 without one. */
    int audioPort() {
        Matcher audio = AUDIO.matcher(text);
        return audio.find() ? Integer.parseInt(audio.group(1)) : 0;
    }
}
