package zarang.loyalty.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;

class ClubTiersTest {
    @Test
    void aTierIsKnownByItsNameInAnyCaseAndByItsTitleHoweverItIsTyped() {
        for (String written :
                List.of("gold", "Gold", "GOLD", " gold ", "طلایی", "طلايي", "طلائی", "‏طلایی")) {
            assertThat(ClubTiers.SHIPPED.read(written)).as(written).contains(Tier.GOLD);
        }
        for (String written : List.of("نقره‌ای", "نقره ای", "نقرهای", "نقره‌اي", "ＳＩＬＶＥＲ")) {
            assertThat(ClubTiers.SHIPPED.read(written)).as(written).contains(Tier.SILVER);
        }
        for (String written : List.of("golden", "گلد", "?", "طلا")) {
            assertThat(ClubTiers.SHIPPED.read(written)).as(written).isEmpty();
        }
    }

    @Test
    void whoseTierIsNotSaidHasTheLowest() {
        ClubTiers own = new ClubTiers(List.of(new Tier("blue"), Tier.GOLD), Map.of());
        assertThat(own.read("")).contains(new Tier("blue"));
        assertThat(own.read(" \u200f\u00a0")).contains(new Tier("blue"));
        assertThat(own.lowest()).isEqualTo(new Tier("blue"));
    }

    @Test
    void whatMeansTwoTiersIsRefused() {
        assertThatThrownBy(() -> new ClubTiers(List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClubTiers(List.of(Tier.GOLD, Tier.GOLD), Map.of()))
                .hasMessageContaining("twice");
        assertThatThrownBy(() ->
                        new ClubTiers(List.of(Tier.GOLD, Tier.SILVER), Map.of(Tier.SILVER, "Gold")))
                .hasMessageContaining("written like");
        assertThat(new ClubTiers(List.of(Tier.GOLD), Map.of(Tier.GOLD, "Gold")).read("GOLD"))
                .contains(Tier.GOLD);
    }
}
