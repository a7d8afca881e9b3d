package platen.documents.remaking;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.color.PDSeparation;

/// How light a colour is, from 0 for black to 1 for white, as the PDF standard reckons it. Black ink stays black.
final class GreyValue {
    private static final double RED = 0.3;
    private static final double GREEN = 0.59;
    private static final double BLUE = 0.11;
    private static final int INKS = 4;
    private static final int MOST = 255;

    private GreyValue() {}

    static float of(PDColorSpace space, float[] parts) throws IOException {
        if (isGrey(space) && !(space instanceof PDIndexed)) return bounded(parts[0]);
        if (isBlackInk(space)) return bounded(1 - parts[0]);
        if (space.getNumberOfComponents() == INKS && isProcess(space)) return ofInks(parts);
        var rgb = space.toRGB(parts);
        return bounded(RED * rgb[0] + GREEN * rgb[1] + BLUE * rgb[2]);
    }

    static float ofInks(float[] inks) {
        return bounded(1 - (RED * inks[0] + GREEN * inks[1] + BLUE * inks[2] + inks[3]));
    }

    /// Of a dot with 8 bits a colour.
    static byte ofDot(int rgb) {
        double grey = RED * (rgb >> 16 & MOST) + GREEN * (rgb >> 8 & MOST) + BLUE * (rgb & MOST);
        return (byte) Math.round(grey);
    }

    static boolean isGrey(PDColorSpace space) {
        return switch (space) {
            case PDDeviceGray _, PDCalGray _ -> true;
            case PDICCBased profiled -> profiled.getNumberOfComponents() == 1;
            case PDIndexed indexed -> isGrey(indexed.getBaseColorSpace());
            default -> false;
        };
    }

    private static boolean isProcess(PDColorSpace space) {
        return space instanceof PDICCBased || space.getName().equals("DeviceCMYK");
    }

    private static boolean isBlackInk(PDColorSpace space) {
        return space instanceof PDSeparation spot
                && (spot.getColorantName().equals("Black")
                        || spot.getColorantName().equals("All"));
    }

    private static float bounded(double grey) {
        return (float) Math.max(0, Math.min(1, grey));
    }
}
