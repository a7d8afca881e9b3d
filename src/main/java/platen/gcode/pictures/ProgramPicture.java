package platen.gcode.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import platen.gcode.binary.EmbeddedPicture;
import platen.gcode.binary.EmbeddedPictures;

/// The picture that a slicer put into a program. None of a stranger's bytes are shown: its dots are read, and written
/// anew as PNG.
public final class ProgramPicture {
    private static final int MOST_SIDE = 2_048;

    private ProgramPicture() {}

    /// Writes the largest picture that can be read, and the folder for it; false where there is none.
    public static boolean write(Path file, Path png) throws IOException {
        var best = EmbeddedPictures.of(file).stream()
                .sorted(Comparator.comparingLong(EmbeddedPicture::dots).reversed())
                .map(ProgramPicture::read)
                .flatMap(Optional::stream)
                .findFirst();
        if (best.isEmpty()) return false;
        Files.createDirectories(png.toAbsolutePath().getParent());
        return ImageIO.write(best.get(), "png", png.toFile());
    }

    private static Optional<BufferedImage> read(EmbeddedPicture picture) {
        return switch (picture.format()) {
            case PNG -> decoded(picture.bytes(), "png");
            case JPG -> decoded(picture.bytes(), "jpeg");
            case QOI -> Qoi.read(picture.bytes(), MOST_SIDE);
        };
    }

    /// Its size is looked at before any memory is given to it.
    private static Optional<BufferedImage> decoded(byte[] bytes, String format) {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) > MOST_SIDE || reader.getHeight(0) > MOST_SIDE) return Optional.empty();
            return Optional.of(reader.read(0));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // readers of the JDK throw either at damaged pictures
        } finally {
            reader.dispose();
        }
    }
}
