/// Price book and request in, quote out. Pure, and exact to the cent.
///
/// A price book is TOML, read strictly; what no rule of it covers goes to a person, with the reason. Work
/// becomes sums under a handful of headings ([Work], [PartWork], [PaperWork] with its [Sheets] and
/// [Imposition]), then lines that are rounded once each ([DraftLine]), and [Pricing] puts minimum, rush,
/// group, band and tax to them. The first engine lives on in `pricing.first`, apart: [Reckoning] finds for a
/// stored quote the engine that made it, and reads old books as today's.
@NullMarked
package platen.pricing;

import org.jspecify.annotations.NullMarked;
