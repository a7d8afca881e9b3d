package platen.documents.reading;

import java.io.IOException;

/// An image's bytes are not what they have to be; [DocumentFile] makes a refusal of it.
final class BrokenImage extends IOException {
    private static final long serialVersionUID = 1;
}
