package zarang.ivr.foreign;

/**
 * Reads VoiceXML 2.1 menus and forms, and IVR contexts of Asterisk's {@code extensions.conf}, into
 * a flow. Any thread.
 */
public final class FlowImport {
    /** Longer files are refused. */
    public static final int CHARACTERS_MAX = 1 << 20;

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
        if (text.stripLeading().replace("\ufeff", "").startsWith("<")) {
            new VoiceXmlImport(draft).read(XmlElement.parse(text));
        } else {
            new AsteriskImport(draft).read(AsteriskPlan.parse(text, draft));
        }
        return draft.flow();
    }
}
