package platen.gcode;

/// What a [Lookout] keeps an eye on; what a [Sighting] of it measures stands beside each.
public enum Sight {
    /// Plastic is pushed while the nozzle, by the thermal model, has only so many °C, though more is asked for.
    NOZZLE_STILL_COLD,
    /// The first layer begins while the plate, by the thermal model, lacks so many °C.
    PLATE_STILL_COLD,
    /// Plastic is laid after the motors were let go (M18, M84) and nobody looked for the zero again.
    MOTORS_OFF,
    /// Z is homed in the middle of a print: height of what stands there.
    HOMES_ON_PART,
    /// Plastic is laid before anybody knows where Z is.
    HEIGHT_UNKNOWN,
    /// So many of a hundred moves take plastic back instead of laying it.
    TAKES_BACK,
    /// A strand of so many mm² is laid, where hardly any nozzle lays as much.
    THICK,
    /// A strand of so many mm² is laid, far less than the layers need.
    THIN,
    /// The height of the first layer.
    FIRST_LAYER,
    /// Layers of so many mm; seen at the first of several.
    LAYER_STEP,
    /// So many mm³/s, kept up for some seconds.
    FASTEST_FLOW,
    /// Plastic is still laid when the program ends.
    ENDS_IN_PRINT,
    /// The program says itself how far it is: in percent when it ends.
    ENDS_EARLY
}
