package zarang.sip.message;

import java.util.Locale;

final class MediaTypes {
    private MediaTypes() {}

    static String bare(String written) {
        int semicolon = written.indexOf(';');
        String type = semicolon < 0 ? written : written.substring(0, semicolon);
        return type.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }
}
