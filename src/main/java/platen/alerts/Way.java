package platen.alerts;

/// How somebody is told.
public enum Way {
    MAIL,
    PUSH
}
