package platen.sync;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What a person does with a printer from its page. The host checks it again when it comes: the page may be a day old.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "act", defaultImpl = ByHand.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ByHand.Heat.class, name = "heat"),
    @JsonSubTypes.Type(value = ByHand.Home.class, name = "home"),
    @JsonSubTypes.Type(value = ByHand.Jog.class, name = "jog"),
    @JsonSubTypes.Type(value = ByHand.Extrude.class, name = "extrude"),
    @JsonSubTypes.Type(value = ByHand.Load.class, name = "load"),
    @JsonSubTypes.Type(value = ByHand.Unload.class, name = "unload"),
    @JsonSubTypes.Type(value = ByHand.MotorsOff.class, name = "motors-off"),
    @JsonSubTypes.Type(value = ByHand.Speed.class, name = "speed"),
    @JsonSubTypes.Type(value = ByHand.Flow.class, name = "flow"),
    @JsonSubTypes.Type(value = ByHand.Fan.class, name = "fan"),
    @JsonSubTypes.Type(value = ByHand.Line.class, name = "line"),
    @JsonSubTypes.Type(value = ByHand.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = ByHand.Release.class, name = "release")
})
public sealed interface ByHand {
    int LEAST_SPEED = 10;
    int MOST_SPEED = 300;
    int LEAST_FLOW = 75;
    int MOST_FLOW = 125;
    int FULL = 100;
    /// The longest step by hand, in millimetres.
    double LONGEST_MM = 100;

    enum Axis {
        X,
        Y,
        Z
    }

    /// Which axes look for their ends.
    enum Axes {
        ALL(true, true, true, "G28"),
        X(true, false, false, "G28 X"),
        Y(false, true, false, "G28 Y"),
        Z(false, false, true, "G28 Z");

        private final boolean x;
        private final boolean y;
        private final boolean z;
        private final String command;

        Axes(boolean x, boolean y, boolean z, String command) {
            this.x = x;
            this.y = y;
            this.z = z;
            this.command = command;
        }

        public boolean has(Axis axis) {
            return switch (axis) {
                case X -> x;
                case Y -> y;
                case Z -> z;
            };
        }

        public String command() {
            return command;
        }
    }

    /// Targets, in degrees Celsius; 0 turns a heater off.
    record Heat(double nozzleC, double bedC) implements ByHand {}

    record Home(Axes axes) implements ByHand {}

    /// So far from where it is.
    record Jog(Axis axis, double mm) implements ByHand {}

    /// Filament forwards, or back where it is below zero; never while the nozzle is colder than `atLeastC`.
    record Extrude(double mm, double atLeastC) implements ByHand {}

    /// Heats the nozzle, then moves filament in and through it.
    record Load(double nozzleC) implements ByHand {}

    record Unload(double nozzleC) implements ByHand {}

    record MotorsOff() implements ByHand {}

    record Speed(int percent) implements ByHand {}

    record Flow(int percent) implements ByHand {}

    record Fan(int percent) implements ByHand {}

    /// A line of G-code. A coordinator may send some that others may not.
    record Line(String gcode, boolean coordinates) implements ByHand {}

    /// The emergency stop.
    record Stop() implements ByHand {}

    /// Lets a printer go that has stopped itself.
    record Release() implements ByHand {}

    /// What only a newer host understands.
    record Unknown() implements ByHand {}

    /// Whether it is for a print that runs; nothing else than these may reach one.
    @JsonIgnore
    default boolean suitsPrint() {
        return switch (this) {
            case Speed _, Flow _, Fan _, Line _, Stop _ -> true;
            case Heat _, Home _, Jog _, Extrude _, Load _, Unload _, MotorsOff _, Release _, Unknown _ -> false;
        };
    }

    /// Whether it is for a printer that prints nothing.
    @JsonIgnore
    default boolean suitsIdle() {
        return !(this instanceof Speed || this instanceof Flow);
    }
}
