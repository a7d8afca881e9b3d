package platen.documents.reading;

import platen.documents.Pages;
import platen.values.Message;

/// What came of reading a file that should be a document.
public sealed interface DocumentReading {
    record Read(Pages pages) implements DocumentReading {}

    record Refused(Message why) implements DocumentReading {}
}
