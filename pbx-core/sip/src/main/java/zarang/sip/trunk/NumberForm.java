package zarang.sip.trunk;

/** How a trunk wants numbers written; the number of the example is +98 21 91001234. */
public enum NumberForm {
    /** With a plus: {@code +982191001234}. */
    PLUS,
    /** The country code without a plus: {@code 982191001234}. */
    E164,
    /** As it is dialled within the country: {@code 02191001234}; abroad {@code 0049…}. */
    NATIONAL,
    /** The same without the trunk prefix: {@code 2191001234}; abroad {@code 0049…}. */
    STRIP,
    /** As whoever dials writes it. */
    AS_WRITTEN
}
