package platen.documents.remaking;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntUnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// Pictures in grey, dot by dot; what shines through stays so.
final class GreyImage {
    private static final int BITS = 8;
    private static final int OPACITY = 24;

    private GreyImage() {}

    /// A picture that is drawn in the colour of the moment, or is grey, stays as it is.
    static boolean isNeeded(PDImage image) throws IOException {
        return !image.isStencil() && !GreyValue.isGrey(image.getColorSpace());
    }

    static PDImageXObject of(PDDocument document, PDImageXObject image) throws IOException {
        var from = image.getCOSObject();
        var hasKeyColour = from.getDictionaryObject(COSName.MASK) instanceof COSArray;
        var dots = hasKeyColour ? image.getImage() : image.getOpaqueImage();
        var grey = of(document, dots);
        if (hasKeyColour) grey.getCOSObject().setItem(COSName.SMASK, opacity(document, dots));
        for (var name : new COSName[] {COSName.SMASK, COSName.MASK, COSName.INTERPOLATE, COSName.OC}) {
            if (!hasKeyColour && from.containsKey(name)) grey.getCOSObject().setItem(name, from.getItem(name));
        }
        return grey;
    }

    static PDImageXObject of(PDDocument document, BufferedImage dots) throws IOException {
        return packed(document, dots, GreyValue::ofDot);
    }

    private static PDImageXObject opacity(PDDocument document, BufferedImage dots) throws IOException {
        return packed(document, dots, dot -> dot >>> OPACITY);
    }

    /// By hand: the library takes grey dots through a colour profile that makes them lighter.
    private static PDImageXObject packed(PDDocument document, BufferedImage dots, IntUnaryOperator value)
            throws IOException {
        int width = dots.getWidth();
        int height = dots.getHeight();
        var body = new ByteArrayOutputStream();
        var deflater = new Deflater();
        try (var packing = new DeflaterOutputStream(body, deflater)) {
            var row = new int[width];
            var bytes = new byte[width];
            for (int y = 0; y < height; y++) {
                dots.getRGB(0, y, width, 1, row, 0, width);
                for (int x = 0; x < width; x++) bytes[x] = (byte) value.applyAsInt(row[x]);
                packing.write(bytes);
            }
        } finally {
            deflater.end();
        }
        var packed = new ByteArrayInputStream(body.toByteArray());
        return new PDImageXObject(document, packed, COSName.FLATE_DECODE, width, height, BITS, PDDeviceGray.INSTANCE);
    }
}
