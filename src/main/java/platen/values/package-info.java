/// The nouns that all share: money, keys, digests, messages, who acts. They know nobody.
@NullMarked
package platen.values;

import org.jspecify.annotations.NullMarked;
