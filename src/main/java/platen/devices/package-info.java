/// Cameras and power plugs on the shop's network: asked by the server alone, and only where a coordinator said.
@NullMarked
package platen.devices;

import org.jspecify.annotations.NullMarked;
