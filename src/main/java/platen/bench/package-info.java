/// Our benchmarks: what `platen bench` measures, on the same code as the shop's.
@NullMarked
package platen.bench;

import org.jspecify.annotations.NullMarked;
