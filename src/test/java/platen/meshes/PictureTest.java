package platen.meshes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
    @TempDir
    Path folder;

    @Test
    void othersCanReadWhatWeDraw() throws IOException {
        var file = folder.resolve("cube.png");
        Picture.write(Samples.cube(), file);
        var image = ImageIO.read(file.toFile());
        assertEquals(Picture.WIDTH, image.getWidth());
        assertEquals(Picture.HEIGHT, image.getHeight());
        var dots = Picture.of(Samples.cube());
        for (int i = 0; i < dots.length; i++) {
            assertEquals(dots[i], image.getRGB(i % Picture.WIDTH, i / Picture.WIDTH), "dot " + i);
        }
    }

    @Test
    void showsThreeSidesOfACubeEachInItsOwnLightOnNothing() throws Unusable {
        var dots = Picture.of(Samples.cube());
        assertEquals(0, dots[0]);
        var shades =
                Arrays.stream(dots).filter(dot -> dot >>> 24 == 255).boxed().toList();
        var sides = shades.stream()
                .distinct()
                .filter(shade -> shades.stream().filter(shade::equals).count() > 1_000)
                .count();
        assertEquals(3, sides);
    }

    @Test
    void bearsMillionsOfTrianglesThatFillThePicture() throws Unusable {
        var mesh = new Mesh();
        for (int i = 0; i < 200_000; i++) mesh.add(0, i / 100f, 0, 2_000, i / 100f, 0, 0, i / 100f, 2_000);
        assertTrue(Arrays.stream(Picture.of(mesh)).anyMatch(dot -> dot != 0));
    }
}
