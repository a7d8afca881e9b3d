/// Pages, forms and live updates: the only place that knows Javalin.
@NullMarked
package platen.web;

import org.jspecify.annotations.NullMarked;
