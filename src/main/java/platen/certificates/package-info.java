/// The shop's own certificate, as the two PEM files say that certbot, acme.sh and others write.
@NullMarked
package platen.certificates;

import org.jspecify.annotations.NullMarked;
