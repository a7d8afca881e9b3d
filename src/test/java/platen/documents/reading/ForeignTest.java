package platen.documents.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0000001866747970 68656963 00000000, HEIC",
        "0000001c66747970 6d696631 00000000, HEIC",
        "0000001c66747970 61766966 00000000, AVIF",
        "0000001466747970 71742020 00000000, MOVIE",
        "52494646 10000000 57454250 56503820, WEBP",
        "52494646 10000000 43445258 76727366, CORELDRAW",
        "474946383961, GIF",
        "424d 3a000000 00000000 36000000, BMP",
        "49492a0008000000, TIFF",
        "4d4d002a00000008, TIFF",
        "38425053 0001, PHOTOSHOP",
        "0606edf5d81d46e5bd31efe7fe74b71d, INDESIGN",
        "7b5c727466315c616e7369, RTF",
        "526172211a0700, ARCHIVE",
        "377abcaf271c, ARCHIVE",
    })
    void knowsThemByTheirFirstBytes(String hex, Foreign kind) throws IOException {
        assertEquals(Optional.of(kind), kind(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    @ParameterizedTest
    @CsvSource({
        "'%!PS-Adobe-3.0 EPSF-3.0', POSTSCRIPT",
        "'%!PS-Adobe-3.0 %%Creator: Adobe Illustrator(R) 8', ILLUSTRATOR",
        "'<?xml version=\"1.0\"?><!-- drawn --><svg width=\"10\">', SVG",
        "'<!DOCTYPE html><html><svg>', WEB_PAGE",
        "'gimp xcf v011', GIMP",
    })
    void knowsThemByTheirFirstWords(String text, Foreign kind) throws IOException {
        assertEquals(Optional.of(kind), kind(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "word/document.xml, WORD",
        "xl/workbook.xml, EXCEL",
        "ppt/presentation.xml, POWERPOINT",
        "Index/Document.iwa, APPLE",
        "FixedDocSeq.fdseq, XPS",
        "holiday/beach.jpg, ARCHIVE",
    })
    void knowsArchivesByWhatTheyList(String entry, Foreign kind) throws IOException {
        assertEquals(Optional.of(kind), kind(zip("[Content_Types].xml", entry)));
    }

    @Test
    void knowsLibreOfficeByItsMimetype() throws IOException {
        assertEquals(Optional.of(Foreign.LIBREOFFICE), kind(zip("mimetype", "content.xml")));
    }

    @ParameterizedTest
    @CsvSource({"WordDocument, WORD", "Workbook, EXCEL", "PowerPoint Document, POWERPOINT", "Quill, PUBLISHER"})
    void knowsOldOfficeFilesByTheNamesOfTheirParts(String part, Foreign kind) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(
                new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1});
        bytes.write(new byte[100_000]);
        bytes.write(part.getBytes(StandardCharsets.UTF_16LE));
        assertEquals(Optional.of(kind), kind(bytes.toByteArray()));
    }

    @Test
    void leavesModelsAndProgramsToTheirReaders() throws IOException {
        assertEquals(Optional.empty(), kind("G28\nG1 X10\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.empty(), kind(zip("3D/3dmodel.model")));
        var nothing = Files.write(folder.resolve("a"), zip("notes.txt"));
        assertEquals(Optional.empty(), Foreign.of(nothing, "part.3MF"));
    }

    private Optional<Foreign> kind(byte[] content) throws IOException {
        return Foreign.of(Files.write(folder.resolve("file"), content), "file");
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                var content = "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.UTF_8);
                var entry = new ZipEntry(name);
                var sum = new CRC32();
                sum.update(content);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
