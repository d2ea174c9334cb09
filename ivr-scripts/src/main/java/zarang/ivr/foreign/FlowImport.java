package zarang.ivr.foreign;

/**
 * Reads VoiceXML 2.1 menus and forms, and IVR contexts of Asterisk's {@code extensions.conf}, into
 * a flow. Any thread.
 */
public final class FlowImport {
    /** Longer files are refused. */
    public static final int CHARACTERS_MAX = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private FlowImport() {}

    /**
     * Reads a script.
     *
     * @param name of the flow; small letters, digits, dashes
     * @param language of the flow, such as {@code fa}
     * @throws UnreadableScriptException it is none, or holds a DOCTYPE
     */
    public static ImportedFlow read(String text, String name, String language)
            throws UnreadableScriptException {
        if (text.length() > CHARACTERS_MAX) {
            throw new UnreadableScriptException("is longer than " + CHARACTERS_MAX + " characters");
        }
        FlowDraft draft = new FlowDraft(name, language);
        String bare = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        if (bare.stripLeading().startsWith("<")) {
            new VoiceXmlImport(draft).read(XmlElement.parse(afterBlankLines(bare)));
        } else {
            new AsteriskImport(draft).read(AsteriskPlan.parse(bare, draft));
        }
        return draft.flow();
    }

    /**
     * XML may not begin with blanks where it has a declaration; those before it are put behind it,
     * so that the lines stay what they are.
     */
    private static String afterBlankLines(String xml) {
        String stripped = xml.stripLeading();
        int end = stripped.startsWith("<?xml") ? stripped.indexOf("?>") + 2 : 0;
        String before = xml.substring(0, xml.length() - stripped.length());
        return stripped.substring(0, end) + before + stripped.substring(end);
    }
}
