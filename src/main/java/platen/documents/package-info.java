/// What matters of PDFs and images when they are printed: pages, sizes, edges, colours, ink, pictures, fonts. Facts are
/// kept apart from what they mean for a product, which is judged here.
@NullMarked
package platen.documents;

import org.jspecify.annotations.NullMarked;
