package platen.gcode;

import platen.values.Message;

/// What came of reading a file that should be a program.
public sealed interface ProgramReading {
    record Read(Plan plan) implements ProgramReading {}

    record Refused(Message why) implements ProgramReading {}
}
