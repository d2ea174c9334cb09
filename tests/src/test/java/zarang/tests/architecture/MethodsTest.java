package zarang.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A method can be read at one look and called without counting its arguments. */
class MethodsTest {
    private static final int LINES_MAX = 60;
    private static final int PARAMETERS_MAX = 7;

    /** Both lists only get shorter: what is mended is taken off. */
    private static final Set<String> LONG = Set.of();

    private static final Set<String> WIDE = Set.of();

    /**
     * @param place {@code Type.method}
     * @param lines from its first modifier to its closing brace
     */
    private record Method(String place, long lines, int parameters) {}

    private static final List<Method> METHODS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(Sources.main()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                collect(unit, positions);
            }
        }
        assertThat(METHODS).hasSizeGreaterThan(2000);
    }

    private static void collect(CompilationUnitTree unit, SourcePositions positions) {
        LineMap lines = unit.getLineMap();
        String type = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long from = positions.getStartPosition(unit, method);
                long to = positions.getEndPosition(unit, method);
                if (from >= 0 && to >= 0 && !isOfRecord()) {
                    METHODS.add(
                            new Method(
                                    type.replace(".java", ".") + method.getName(),
                                    lines.getLineNumber(to) - lines.getLineNumber(from) + 1,
                                    method.getParameters().size()));
                }
                return super.visitMethod(method, null);
            }

            // a record's parts are named where they are given back: no argument list
            private boolean isOfRecord() {
                return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
            }
        }.scan(unit, null);
    }

    @Test
    void noMethodIsLongerThanAScreen() {
        assertThat(places(METHODS.stream().filter(m -> m.lines() > LINES_MAX).toList()))
                .as("methods of more than " + LINES_MAX + " lines")
                .containsExactlyInAnyOrderElementsOf(LONG);
    }

    @Test
    void noMethodTakesMoreThanSevenParameters() {
        assertThat(places(METHODS.stream().filter(m -> m.parameters() > PARAMETERS_MAX).toList()))
                .as("methods of more than " + PARAMETERS_MAX + " parameters")
                .containsExactlyInAnyOrderElementsOf(WIDE);
    }

    private static Set<String> places(List<Method> methods) {
        Set<String> places = new TreeSet<>();
        methods.forEach(m -> places.add(m.place()));
        return places;
    }
}
