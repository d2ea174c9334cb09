package zarang.ivr.verb;

/** What the keys pressed so far come to. One for one question of one call. */
interface KeyEntry {
    sealed interface Verdict {
        /**
         * The caller has answered.
         *
         * @param keys what was entered, without a key that only closes it
         */
        record Taken(String keys) implements Verdict {}

        /** Another key may follow. */
        record Open() implements Verdict {}

        record NoMatch() implements Verdict {}

        /** Closed before there were enough. */
        record TooShort() implements Verdict {}
    }

    /** One more key. */
    Verdict press(char key);

    /** No more keys come. */
    Verdict end();

    /** Begins anew. */
    void clear();
}
