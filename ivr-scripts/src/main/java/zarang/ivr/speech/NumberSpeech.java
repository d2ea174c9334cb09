package zarang.ivr.speech;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Speaks numbers in one language as a row of prompts: 21 is {@code num/20 num/and num/1} in Persian
 * and {@code num/20 num/1} in English. The words and their order come from the language's spell-out
 * rules (Unicode CLDR); a word's prompt is named after its number.
 *
 * <p>Whole numbers up to {@value #LIMIT}, three decimals. A larger amount is spoken as {@code
 * num/more-than} and the limit. One thread at a time.
 */
public final class NumberSpeech {
    public static final long LIMIT = 999_999_999;
    public static final String MORE_THAN = "num/more-than";
    private static final int DECIMALS_MAX = 3;
    private static final String THOUSAND = "num/1000";
    private static final String ONE = "num/1";

    private final boolean persian;
    private final RuleBasedNumberFormat spellOut;
    private final Map<String, String> promptByWord;

    private NumberSpeech(String language) {
        persian = language.equals("fa");
        ULocale locale = new ULocale(language);
        spellOut = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
        promptByWord = NumberWords.prompts(spellOut);
    }

    /**
     * The speech of a language; empty if there is none yet: {@code fa} and {@code en} there are.
     */
    public static Optional<NumberSpeech> of(String language) {
        return language.equals("fa") || language.equals("en")
                ? Optional.of(new NumberSpeech(language))
                : Optional.empty();
    }

    /** Every prompt that {@link #say} can ask for. */
    public Set<String> vocabulary() {
        Set<String> all = new TreeSet<>(promptByWord.values());
        all.add(MORE_THAN);
        return all;
    }

    /** The word behind each prompt of the vocabulary, except {@link #MORE_THAN}. */
    public Map<String, String> promptByWord() {
        return promptByWord;
    }

    /** The prompts to play for {@code number}. */
    public List<String> say(BigDecimal number) {
        BigDecimal limit = BigDecimal.valueOf(LIMIT);
        BigDecimal rounded =
                number.setScale(Math.clamp(number.scale(), 0, DECIMALS_MAX), RoundingMode.DOWN);
        if (rounded.abs().compareTo(limit) > 0) {
            List<String> prompts = new ArrayList<>();
            prompts.add(MORE_THAN);
            prompts.addAll(say(limit));
            return prompts;
        }
        BigDecimal plain = rounded.stripTrailingZeros();
        List<String> prompts = new ArrayList<>();
        if (plain.signum() < 0) {
            prompts.add(NumberWords.MINUS);
        }
        BigDecimal amount = plain.abs();
        prompts.addAll(whole(amount.longValue()));
        if (amount.scale() > 0) {
            prompts.add(NumberWords.POINT);
            prompts.addAll(decimals(amount.toPlainString().split("\\.", 2)[1]));
        }
        return List.copyOf(prompts);
    }

    private List<String> whole(long number) {
        List<String> prompts =
                new ArrayList<>(
                        NumberWords.split(spellOut.format(number)).stream()
                                .map(this::prompt)
                                .toList());
        if (persian) {
            dropOneBeforeThousand(prompts);
        }
        return prompts;
    }

    /** Persian says "thousand and one", where the rules write "one thousand and one". */
    private static void dropOneBeforeThousand(List<String> prompts) {
        int thousand = prompts.indexOf(THOUSAND);
        if (thousand < 1 || !prompts.get(thousand - 1).equals(ONE)) {
            return;
        }
        boolean first = thousand == 1;
        boolean afterMillions = thousand > 2 && prompts.get(thousand - 3).equals("num/1000000");
        if (first || afterMillions) {
            prompts.remove(thousand - 1);
        }
    }

    /** Digit by digit, in Persian only the leading zeros: "three point twenty and five". */
    private List<String> decimals(String digits) {
        List<String> prompts = new ArrayList<>();
        int at = 0;
        while (at < digits.length() && (digits.charAt(at) == '0' || !persian)) {
            prompts.addAll(whole(digits.charAt(at) - '0'));
            at++;
        }
        if (at < digits.length()) {
            prompts.addAll(whole(Long.parseLong(digits.substring(at))));
        }
        return prompts;
    }

    private String prompt(String word) {
        String prompt = promptByWord.get(word);
        if (prompt == null) {
            throw new IllegalStateException("no prompt for the word " + word);
        }
        return prompt;
    }
}
