package platen.serial;

/// A serial port of this computer.
///
/// @param path        what to open, such as `/dev/ttyUSB0`; another after the next plugging in
/// @param identity    what stays: by the device's serial number, else by the place where it is plugged in
/// @param description what the device calls itself
/// @param kind        what it seems to be, by its USB numbers; empty where they say nothing
/// @param delayMs     how long its adapter keeps bytes back before it hands them on; 0 where it does not tell
public record FoundPort(String path, String identity, String description, String kind, int delayMs) {}
