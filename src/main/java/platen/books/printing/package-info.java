/// Documents of the books as PDF: receipts, invoices, credit notes, statements.
@NullMarked
package platen.books.printing;

import org.jspecify.annotations.NullMarked;
