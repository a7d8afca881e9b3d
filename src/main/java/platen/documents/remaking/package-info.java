/// A document made into one that fits a product.
@NullMarked
package platen.documents.remaking;

import org.jspecify.annotations.NullMarked;
