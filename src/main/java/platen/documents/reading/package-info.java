/// PDFs and images read for their facts, and pictures of their pages.
@NullMarked
package platen.documents.reading;

import org.jspecify.annotations.NullMarked;
