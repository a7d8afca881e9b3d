package platen.documents.remaking;

import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.graphics.shading.PDShading;
import org.apache.pdfbox.pdmodel.graphics.shading.PDShadingType2;

/// Gradients in grey: along a line and around a centre, as a table of as many steps as ink can tell apart.
final class GreyShading {
    private static final int STEPS = 256;
    private static final int MOST = 255;
    private static final int BITS = 8;

    private GreyShading() {}

    static COSDictionary of(PDShading shading) throws IOException {
        // Round ones are straight ones of another form, here as in the library.
        if (!(shading instanceof PDShadingType2 straight)) throw new IOException("no simple gradient");
        var grey = new COSDictionary(shading.getCOSObject());
        grey.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        grey.setItem(COSName.FUNCTION, table(straight));
        var background = shading.getBackground();
        if (background != null) {
            var value = GreyValue.of(shading.getColorSpace(), background.toFloatArray());
            grey.setItem(COSName.BACKGROUND, numbers(value));
        }
        return grey;
    }

    private static COSStream table(PDShadingType2 shading) throws IOException {
        var domain = shading.getDomain() == null
                ? new float[] {0, 1}
                : shading.getDomain().toFloatArray();
        var steps = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            var parts = shading.evalFunction(domain[0] + (domain[1] - domain[0]) * i / (STEPS - 1));
            steps[i] = (byte) Math.round(MOST * GreyValue.of(shading.getColorSpace(), parts));
        }
        var table = new COSStream();
        table.setInt(COSName.FUNCTION_TYPE, 0);
        table.setItem(COSName.DOMAIN, numbers(domain));
        table.setItem(COSName.RANGE, numbers(0, 1));
        var size = new COSArray();
        size.add(COSInteger.get(STEPS));
        table.setItem(COSName.SIZE, size);
        table.setInt(COSName.BITS_PER_SAMPLE, BITS);
        try (var out = table.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(steps);
        }
        return table;
    }

    private static COSArray numbers(float... values) {
        var array = new COSArray();
        for (float value : values) array.add(new COSFloat(value));
        return array;
    }
}
