package zarang.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void textIsCutToItsLengthAndNoCharacterIsHalved() {
        assertThat(Words.cut("سلام", 4)).isEqualTo("سلام");
        assertThat(Words.cut("سلام", 2)).isEqualTo("سل");
        assertThat(Words.cut("a😀b", 2)).as("half of it does not fit").isEqualTo("a");
        assertThat(Words.cut("a😀b", 3)).isEqualTo("a😀");
        assertThat(Words.cut("a", 0)).isEmpty();
    }
}
