/// PDFs and images read for what matters when they are printed: pages, sizes, edges, colours, ink, pictures, fonts.
/// Facts are kept apart from what they mean for a product.
@NullMarked
package platen.documents;

import org.jspecify.annotations.NullMarked;
