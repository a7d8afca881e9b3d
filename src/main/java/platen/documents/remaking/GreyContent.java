package platen.documents.remaking;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceCMYK;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.apache.pdfbox.pdmodel.graphics.image.PDInlineImage;

/// Copies a page's commands, with grey in the place of each colour.
final class GreyContent {
    private static final COSName GREY_PATTERN = COSName.getPDFName("GreyPattern");

    private final PDDocument document;
    private final PDResources from;
    private final PDResources grey;
    private final ContentStreamWriter out;
    private final Deque<Spaces> saved = new ArrayDeque<>();
    private Spaces spaces = new Spaces(PDDeviceGray.INSTANCE, PDDeviceGray.INSTANCE);

    /// In which colours are given, of what is filled and of lines.
    private record Spaces(PDColorSpace fill, PDColorSpace line) {
        PDColorSpace of(boolean fills) {
            return fills ? fill : line;
        }

        Spaces with(boolean fills, PDColorSpace space) {
            return fills ? new Spaces(space, line) : new Spaces(fill, space);
        }
    }

    GreyContent(PDDocument document, PDResources from, PDResources grey, ContentStreamWriter out) {
        this.document = document;
        this.from = from;
        this.grey = grey;
        this.out = out;
    }

    void run(PDContentStream content) throws IOException {
        var parser = new PDFStreamParser(content);
        var operands = new ArrayList<COSBase>();
        for (var token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
            if (token instanceof Operator operator) {
                copy(operator, operands);
                operands.clear();
            } else {
                operands.add((COSBase) token);
            }
        }
    }

    private void copy(Operator operator, List<COSBase> operands) throws IOException {
        switch (operator.getName()) {
            case OperatorName.NON_STROKING_GRAY -> set(true, PDDeviceGray.INSTANCE, operands);
            case OperatorName.STROKING_COLOR_GRAY -> set(false, PDDeviceGray.INSTANCE, operands);
            case OperatorName.NON_STROKING_RGB -> set(true, PDDeviceRGB.INSTANCE, operands);
            case OperatorName.STROKING_COLOR_RGB -> set(false, PDDeviceRGB.INSTANCE, operands);
            case OperatorName.NON_STROKING_CMYK -> set(true, PDDeviceCMYK.INSTANCE, operands);
            case OperatorName.STROKING_COLOR_CMYK -> set(false, PDDeviceCMYK.INSTANCE, operands);
            case OperatorName.NON_STROKING_COLORSPACE -> choose(true, operands);
            case OperatorName.STROKING_COLORSPACE -> choose(false, operands);
            case OperatorName.NON_STROKING_COLOR, OperatorName.NON_STROKING_COLOR_N -> colour(true, operands);
            case OperatorName.STROKING_COLOR, OperatorName.STROKING_COLOR_N -> colour(false, operands);
            case OperatorName.BEGIN_INLINE_IMAGE -> inline(operator);
            case OperatorName.SAVE -> {
                saved.push(spaces);
                write(operator, operands);
            }
            case OperatorName.RESTORE -> {
                if (!saved.isEmpty()) spaces = saved.pop();
                write(operator, operands);
            }
            default -> write(operator, operands);
        }
    }

    private void set(boolean fills, PDColorSpace space, List<COSBase> operands) throws IOException {
        spaces = spaces.with(fills, space);
        colour(fills, operands);
    }

    /// A space begins with a colour of its own.
    private void choose(boolean fills, List<COSBase> operands) throws IOException {
        if (operands.isEmpty() || !(operands.getLast() instanceof COSName name)) throw new IOException("no space");
        var space = from.getColorSpace(name);
        spaces = spaces.with(fills, space);
        if (space instanceof PDPattern) return;
        write(fills, GreyValue.of(space, space.getInitialColor().getComponents()));
    }

    private void colour(boolean fills, List<COSBase> operands) throws IOException {
        var space = spaces.of(fills);
        if (space instanceof PDPattern pattern) {
            pattern(fills, pattern, operands);
            return;
        }
        write(fills, GreyValue.of(space, numbers(operands)));
    }

    /// A pattern without a colour of its own takes one along.
    private void pattern(boolean fills, PDPattern pattern, List<COSBase> operands) throws IOException {
        if (operands.isEmpty()) throw new IOException("no pattern");
        var name = operands.getLast();
        var below = pattern.getUnderlyingColorSpace();
        var isBare = operands.size() > 1 && below != null;
        if (isBare) grey.put(GREY_PATTERN, new PDPattern(grey, PDDeviceGray.INSTANCE));
        out.writeTokens(isBare ? GREY_PATTERN : COSName.PATTERN);
        out.writeTokens(
                Operator.getOperator(fills ? OperatorName.NON_STROKING_COLORSPACE : OperatorName.STROKING_COLORSPACE));
        if (isBare && below != null) {
            out.writeTokens(new COSFloat(GreyValue.of(below, numbers(operands.subList(0, operands.size() - 1)))));
        }
        out.writeTokens(
                name, Operator.getOperator(fills ? OperatorName.NON_STROKING_COLOR_N : OperatorName.STROKING_COLOR_N));
    }

    private void inline(Operator operator) throws IOException {
        var image = new PDInlineImage(operator.getImageParameters(), operator.getImageData(), from);
        if (!GreyImage.isNeeded(image)) {
            out.writeTokens(operator);
            return;
        }
        var name = grey.add(GreyImage.of(document, image.getImage()));
        out.writeTokens(name, Operator.getOperator(OperatorName.DRAW_OBJECT));
    }

    private static float[] numbers(List<COSBase> operands) throws IOException {
        var numbers = new COSArray();
        for (var operand : operands) if (operand instanceof COSNumber) numbers.add(operand);
        if (numbers.size() == 0) throw new IOException("no colour");
        return numbers.toFloatArray();
    }

    private void write(boolean fills, float value) throws IOException {
        out.writeTokens(
                new COSFloat(value),
                Operator.getOperator(fills ? OperatorName.NON_STROKING_GRAY : OperatorName.STROKING_COLOR_GRAY));
    }

    private void write(Operator operator, List<COSBase> operands) throws IOException {
        out.writeTokens(operands);
        out.writeTokens(operator);
    }
}
