package platen.books.printing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/// The order in which a PDF is read aloud: each text is a paragraph, in the order in which it was set; rules and
/// pictures are decoration.
final class Tags {
    private final PDDocument document;
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement whole;
    private final List<PDPage> pages = new ArrayList<>();
    private final List<COSArray> parents = new ArrayList<>();

    Tags(PDDocument document) {
        this.document = document;
        var catalog = document.getDocumentCatalog();
        catalog.setStructureTreeRoot(root);
        var mark = new PDMarkInfo();
        mark.setMarked(true);
        catalog.setMarkInfo(mark);
        this.whole = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
        root.appendKid(whole);
    }

    void begin(PDPage page, int number) {
        page.setStructParents(number);
        page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
        pages.add(page);
        parents.add(new COSArray());
    }

    void open(PDPageContentStream content, int page, COSName type) throws IOException {
        var number = parents.get(page).size();
        var properties = new COSDictionary();
        properties.setInt(COSName.MCID, number);
        content.beginMarkedContent(type, PDPropertyList.create(properties));
        var element = new PDStructureElement(type.getName(), whole);
        element.setPage(pages.get(page));
        element.appendKid(number);
        whole.appendKid(element);
        parents.get(page).add(element.getCOSObject());
    }

    void openDecoration(PDPageContentStream content) throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
    }

    /// Writes where each part of a page belongs.
    void finish() {
        var numbers = new COSArray();
        for (int page = 0; page < parents.size(); page++) {
            numbers.add(COSInteger.get(page));
            numbers.add(parents.get(page));
        }
        var tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
        root.setParentTreeNextKey(document.getNumberOfPages());
    }
}
