package platen.meshes.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Opens XML so that damaged UTF-8 is an exception and nothing else: Java's own parser, left to decode it,
/// writes a line to the error stream as well, past every handler that StAX lets us set.
final class XmlText {
    private static final int HEAD_BYTES = 200;
    private static final Pattern OTHER =
            Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"'](?!utf-8[\"'])", Pattern.CASE_INSENSITIVE);

    private XmlText() {}

    static XMLStreamReader open(XMLInputFactory factory, InputStream in) throws XMLStreamException {
        var text = new BufferedInputStream(in);
        try {
            return isUtf8(text)
                    ? factory.createXMLStreamReader(new InputStreamReader(
                            text,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)))
                    : factory.createXMLStreamReader(text);
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
    }

    /// Leaves the stream at its beginning, behind a byte order mark of UTF-8. UTF-16, and what names another
    /// encoding, is the parser's.
    private static boolean isUtf8(BufferedInputStream in) throws IOException {
        in.mark(HEAD_BYTES);
        var head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
        in.reset();
        if (head.startsWith("\u00EF\u00BB\u00BF")) in.skipNBytes(3);
        var isWide = head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE") || head.indexOf('\0') >= 0;
        return !isWide && !OTHER.matcher(head).find();
    }
}
