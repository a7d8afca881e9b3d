package platen.values.planted;

import platen.cli.Platen;

/// Breaks the rule of the floors on purpose, so that the test of the rule can be seen to fail.
final class Climber {
    Platen forbidden = new Platen();
}
