package platen.values;

/// How much a finding matters: `STOP` must not be printed, `WARNING` needs a look, `NOTE` is good to know.
public enum Severity {
    STOP,
    WARNING,
    NOTE
}
