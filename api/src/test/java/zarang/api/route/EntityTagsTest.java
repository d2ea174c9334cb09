package zarang.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code If-Match} and {@code If-None-Match} as RFC 9110 §13.1 writes them. */
class EntityTagsTest {
    private static EntityTags tags(String written) {
        return EntityTags.read(written).orElseThrow();
    }

    @Test
    void aListNamesEachOfItsTagsAndAStarAll() {
        EntityTags list = tags("\"a\" , ,\"b,c\",");
        assertThat(list.nameStrongly("a")).isTrue();
        assertThat(list.nameStrongly("b,c")).as("a comma within").isTrue();
        assertThat(list.nameStrongly("b")).isFalse();
        assertThat(tags(" * ").nameStrongly("whatever")).isTrue();
        assertThat(tags("\"*\"").nameStrongly("whatever")).isFalse();
    }

    @Test
    void aWeakTagIsEnoughToHaveItAndNotToChangeIt() {
        EntityTags weak = tags("W/\"a\"");
        assertThat(weak.name("a")).isTrue();
        assertThat(weak.nameStrongly("a")).isFalse();
        assertThat(tags("W/\"a\", \"a\"").nameStrongly("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "a",
                "\"a",
                "\"a\" \"b\"",
                "\"a\", *",
                "*, *",
                "w/\"a\"",
                "\"a b\""
            })
    void whatAreNoTagsIsNotRead(String written) {
        assertThat(EntityTags.read(written)).isEmpty();
    }

    @Test
    void linesOfAHeaderAreOneList() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        assertThat(EntityTags.of(headers, "If-Match")).isEmpty();
        headers.add("If-Match", "\"a\"").add("if-match", "\"b\"");
        assertThat(EntityTags.of(headers, "If-Match").map(tags -> tags.name("b")))
                .isEqualTo(Optional.of(true));
    }
}
