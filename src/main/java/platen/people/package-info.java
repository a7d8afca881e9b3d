/// Who works here: accounts, roles, sessions, one-time links, and how many wrong passwords are too many.
@NullMarked
package platen.people;

import org.jspecify.annotations.NullMarked;
