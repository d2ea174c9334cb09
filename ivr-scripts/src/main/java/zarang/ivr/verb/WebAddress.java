package zarang.ivr.verb;

import java.util.regex.Pattern;
import zarang.ivr.expression.Template;

/** An address of the web in a script: its host is written, never filled in. */
final class WebAddress {
    static final String WITHOUT_HOST =
            "is no url with a host of its own, such as https://crm.example/{order}";

    private static final Pattern WRITTEN = Pattern.compile("https?://[^{}/?#\\s@]+(?:[/?#].*)?");

    private WebAddress() {}

    static boolean hasHost(Template url) {
        return WRITTEN.matcher(url.toString()).matches();
    }
}
