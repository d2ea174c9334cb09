package zarang.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lists in pages, while others change them. */
class PagingTest {
    private static Paging.Page page(List<String> all, int limit, Optional<String> next) {
        Paging paging =
                new Paging(
                        "things",
                        limit,
                        next.map(text -> Cursor.read("things", text).orElseThrow()),
                        "");
        return (Paging.Page) paging.page(all, name -> name, name -> name).body().orElseThrow();
    }

    private static Optional<String> next(Paging.Page page) {
        return Optional.ofNullable(page.next());
    }

    @Test
    void aListOfAnyLengthIsGivenWholeInItsOrder() {
        for (int size = 0; size < 8; size++) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                all.add("t" + i);
            }
            for (int limit = 1; limit < 9; limit++) {
                List<Object> given = new ArrayList<>();
                Optional<String> next = Optional.empty();
                do {
                    Paging.Page page = page(all, limit, next);
                    given.addAll(page.items());
                    next = next(page);
                } while (next.isPresent());
                assertThat(given).isEqualTo(all);
            }
        }
    }

    @Test
    void whatComesBeforeTheCursorOrIsTakenAwayThereNeitherDoublesNorSkipsAnother() {
        List<String> all = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
        Paging.Page first = page(all, 2, Optional.empty());
        all.addFirst("new");
        assertThat(page(all, 2, next(first)).items()).isEqualTo(List.of("c", "d"));
        all.remove("b");
        all.remove("new");
        assertThat(page(all, 2, next(first)).items())
                .as("the last one given is gone: its place counts")
                .isEqualTo(List.of("c", "d"));
    }

    @Test
    void everythingThatStaysIsGivenWhileOthersAreAddedAtTheFrontAndTheEnd() {
        Random random = new Random(34);
        for (int run = 0; run < 200; run++) {
            List<String> all = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
            List<String> stay = List.copyOf(all);
            List<Object> given = new ArrayList<>();
            Optional<String> next = Optional.empty();
            int rounds = 0;
            do {
                Paging.Page page = page(all, 1 + random.nextInt(3), next);
                given.addAll(page.items());
                next = next(page);
                if (rounds++ < 5) {
                    all.add(random.nextBoolean() ? 0 : all.size(), "x" + rounds);
                }
            } while (next.isPresent());
            assertThat(given).containsSubsequence(stay).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCursorIsOfItsListAloneAndWhateverIsNoneIsNone() {
        String text = new Cursor("things", 3, "گ b").text();
        assertThat(Cursor.read("things", text)).contains(new Cursor("things", 3, "گ b"));
        assertThat(Cursor.read("others", text)).isEmpty();
        for (String wrong : List.of("", "!", "AAAA", text.substring(4), "dGhpbmdzIC0xIHg")) {
            assertThat(Cursor.read("things", wrong)).as(wrong).isEmpty();
        }
    }
}
