package zarang.sip.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.call.engine.CallerShown;
import zarang.sip.message.Header;

/**
 * What an agent's phone says of a caller: texts in which {@code {name}}, {@code {number}}, {@code
 * {queue}}, {@code {tier}}, {@code {pressed}} (in menus) and {@code {by}} (the agent who hands it
 * on) stand for what is known. A header in which one of them is not known is left out. RFC 3261
 * §20.4, §20.9 and §20.10.
 *
 * @param name display name of the From
 * @param words what stands before the name where the phone is rung for something else than a call
 * @param alertInfo how the phone is to ring; empty: as it does
 * @param callInfo where there is more of the caller; empty: nowhere
 */
public record CallerDisplay(
        String name, PhoneWords words, Optional<String> alertInfo, Optional<String> callInfo) {
    private static final Pattern WORD = Pattern.compile("\\{([a-z]*)}");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern DISPLAY = Pattern.compile("[^\\p{Cntrl}]{1,128}");

    private static final Pattern HEADER =
            Pattern.compile(
                    "<[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-~]+>(?:;[\\w.!%*+`'~-]+(?:=[\\w.!%*+`'~{}-]+)?)*");

    private static final int HEADER_MAX = 512;

    /** The caller's name and no more. */
    public static final CallerDisplay NAME =
            new CallerDisplay("{name}", PhoneWords.ENGLISH, Optional.empty(), Optional.empty());

    /**
     * @throws IllegalArgumentException a text is none that a phone could be told
     */
    public CallerDisplay {
        if (!isDisplay(name)
                || alertInfo.filter(text -> !isHeader(text)).isPresent()
                || callInfo.filter(text -> !isHeader(text)).isPresent()) {
            throw new IllegalArgumentException("display: unknown word, or not <URI>;parameters");
        }
    }

    /** Whether a text may be a display name: printable, with no other words than are known. */
    public static boolean isDisplay(String text) {
        return DISPLAY.matcher(text).matches() && knowsItsWords(text);
    }

    /** Whether a text may be the value of Alert-Info or Call-Info: one URI with parameters. */
    public static boolean isHeader(String text) {
        return text.length() <= HEADER_MAX && HEADER.matcher(text).matches() && knowsItsWords(text);
    }

    private static boolean knowsItsWords(String text) {
        return WORD.matcher(text)
                .results()
                .allMatch(word ->
                        switch (word.group(1)) {
                            case "name", "number", "queue", "tier", "pressed", "by" -> true;
                            default -> false;
                        });
    }

    /** The display name. */
    String name(CallerShown caller) {
        String filled = WORD.matcher(name).replaceAll(word -> plain(known(word.group(1), caller)));
        String whole = words.of(caller.rungFor()) + " " + filled;
        return SPACES.matcher(whole).replaceAll(" ").strip();
    }

    /** The headers that there is something to say in. */
    List<Header> headers(CallerShown caller) {
        List<Header> headers = new ArrayList<>(2);
        alertInfo
                .flatMap(text -> filled(text, caller))
                .ifPresent(value -> headers.add(new Header("Alert-Info", value)));
        callInfo.flatMap(text -> filled(text, caller))
                .ifPresent(value -> headers.add(new Header("Call-Info", value)));
        return headers;
    }

    private static Optional<String> filled(String text, CallerShown caller) {
        boolean known =
                WORD.matcher(text)
                        .results()
                        .noneMatch(word -> known(word.group(1), caller).isEmpty());
        return known
                ? Optional.of(
                        WORD.matcher(text)
                                .replaceAll(word -> escaped(known(word.group(1), caller))))
                : Optional.empty();
    }

    /** Empty if it is not known. */
    private static String known(String word, CallerShown caller) {
        return switch (word) {
            case "name" -> caller.name();
            case "number" -> caller.user().equals("anonymous") ? "" : caller.user();
            case "queue" -> caller.queue().map(queue -> queue.value()).orElse("");
            case "pressed" -> caller.pressed();
            case "by" -> caller.handedOnBy().map(agent -> agent.value()).orElse("");
            default -> caller.tier().map(tier -> tier.name()).orElse("");
        };
    }

    private static String plain(String text) {
        return Matcher.quoteReplacement(text);
    }

    /** Nothing that ends a URI, a parameter or a line stays: RFC 3986 §2.1. */
    private static String escaped(String text) {
        return plain(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
