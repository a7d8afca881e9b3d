/// PDFs and images read for their pages: how many, how large, which way up.
@NullMarked
package platen.documents;

import org.jspecify.annotations.NullMarked;
