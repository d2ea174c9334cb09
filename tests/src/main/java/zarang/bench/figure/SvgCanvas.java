package zarang.bench.figure;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Something to draw on that becomes SVG. */
final class SvgCanvas {
    private final VectorGraphics2D graphics = new VectorGraphics2D();
    private final PageSize size;

    SvgCanvas(int width, int height) {
        size = new PageSize(width, height);
    }

    Graphics2D graphics() {
        return graphics;
    }

    void write(OutputStream out) throws IOException {
        Document document = new SVGProcessor().getDocument(graphics.getCommands(), size);
        ByteArrayOutputStream exact = new ByteArrayOutputStream();
        document.writeTo(exact);
        // a hundredth of a pixel is enough, and the file a third as long
        out.write(
                exact.toString(StandardCharsets.UTF_8)
                        .replaceAll("(\\d\\.\\d\\d)\\d+", "$1")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
