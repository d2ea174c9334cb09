package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A word has one sense, and docs/GLOSSARY.md says which. */
class GlossaryTest {
    private static final Path GLOSSARY = Sources.HOME.resolve("docs/GLOSSARY.md");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Pattern WORD = Pattern.compile("(?m)^\\| \\*\\*([^*]+)\\*\\*");

    @Test
    void aWordStandsInTheGlossaryOnceAndInItsPlace() throws IOException {
        List<String> words = found(WORD, senses());
        assertThat(words).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    }

    @Test
    void aTypeThatTheGlossaryNamesExists() throws IOException {
        assertThat(typeNames()).containsAll(found(TYPE, senses()));
    }

    @Test
    void noTypeIsNamedByAWordThatIsNotUsed() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (String word : unused()) {
            if (Character.isUpperCase(word.charAt(0))) {
                Pattern part = Pattern.compile("(^|[a-z0-9])" + word + "([A-Z].*)?$");
                typeNames().stream().filter(name -> part.matcher(name).find()).forEach(wrong::add);
            }
        }
        assertThat(wrong)
                .as("types with a word that docs/GLOSSARY.md has a better one for")
                .isEmpty();
    }

    @Test
    void noCommentAndNoPageUsesAPhraseThatIsNotUsed() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String phrase : unused()) {
            if (!Character.isLowerCase(phrase.charAt(0))) {
                continue;
            }
            Pattern pattern =
                    Pattern.compile(
                            "\\b" + phrase.replace(" ", "[\\s*/]+"), Pattern.CASE_INSENSITIVE);
            for (Path file : texts()) {
                if (pattern.matcher(Files.readString(file)).find()) {
                    wrong.add("'" + phrase + "' in " + Sources.HOME.relativize(file));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String senses() throws IOException {
        String page = Files.readString(GLOSSARY);
        return page.substring(0, page.indexOf("## Words that are not used"));
    }

    private static List<String> unused() throws IOException {
        String page = Files.readString(GLOSSARY);
        List<String> words =
                page.substring(page.indexOf("## Words that are not used"))
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .skip(1)
                        .flatMap(line -> Stream.of(line.split("\\|", -1)[1].split(",", -1)))
                        .map(String::strip)
                        .toList();
        assertThat(words).hasSizeGreaterThan(10);
        return words;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static List<String> typeNames() throws IOException {
        return Sources.all().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
    }

    /** Sources of production, and the pages for people. */
    private static List<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>(Sources.main());
        try (Stream<Path> pages = Files.walk(Sources.HOME.resolve("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md") && !page.equals(GLOSSARY))
                    .forEach(texts::add);
        }
        return texts;
    }
}
