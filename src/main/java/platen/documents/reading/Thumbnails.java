package platen.documents.reading;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small pictures of the first pages: `1.jpg`, `2.jpg` and so on, each of a bounded length.
public final class Thumbnails {
    public static final int MOST = 20;
    public static final int LARGEST_BYTES = 20_000;
    private static final int LONGEST_SIDE_PX = 320;
    private static final float[] QUALITIES = {0.8f, 0.6f, 0.4f, 0.2f, 0.05f};

    private Thumbnails() {}

    public static String name(int page) {
        return page + ".jpg";
    }

    static void write(BufferedImage page, Path folder, int number) throws IOException {
        var small = small(page);
        var bytes = jpeg(small, LARGEST_BYTES);
        if (bytes.isPresent()) Files.write(Files.createDirectories(folder).resolve(name(number)), bytes.get());
    }

    /// As fine as so many bytes allow; nothing where even the coarsest takes more.
    static Optional<byte[]> jpeg(BufferedImage picture, int mostBytes) throws IOException {
        for (float quality : QUALITIES) {
            var bytes = jpeg(picture, quality);
            if (bytes.length <= mostBytes) return Optional.of(bytes);
        }
        return Optional.empty();
    }

    private static BufferedImage small(BufferedImage page) {
        double scale = Math.min(1, (double) LONGEST_SIDE_PX / Math.max(page.getWidth(), page.getHeight()));
        int width = Math.max(1, (int) Math.round(page.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(page.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(page, 0, 0, width, height, null);
        pen.dispose();
        return small;
    }

    private static byte[] jpeg(BufferedImage picture, float quality) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var bytes = new ByteArrayOutputStream();
                var out = new MemoryCacheImageOutputStream(bytes)) {
            var manner = writer.getDefaultWriteParam();
            manner.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            manner.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), manner);
            out.flush();
            return bytes.toByteArray();
        } finally {
            writer.dispose();
        }
    }
}
