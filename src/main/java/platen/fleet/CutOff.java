package platen.fleet;

import java.nio.file.Path;
import java.util.Optional;
import platen.gcode.Layer;
import platen.gcode.Resumption;
import platen.gcode.Survey;
import platen.machines.Machine;
import platen.printers.Profile;
import platen.queue.Job;
import platen.values.Message;

/// A print that was cut off, and what is known of it: how far it came, and what its program would print next.
public record CutOff(Job job, Attempt attempt, Machine machine, Profile profile, Path program, Survey survey) {

    /// The layer of the last line that the machine had accepted.
    public Layer lastLayer() {
        return survey.layers().getLast();
    }

    /// The earliest layer to go on from. The first of all is none: whoever has to begin there begins from the top.
    public int firstNumber() {
        return Math.max(2, survey.layers().getFirst().number());
    }

    /// Whether a pause had moved the head, for all that is known, so that the program does not tell where it stands.
    public boolean headMoved() {
        return !Boolean.FALSE.equals(attempt.headMoved());
    }

    public Optional<Message> problem(Layer layer, double heightMm) {
        return Resumption.problem(survey, layer, profile, heightMm);
    }

    public Resumption from(Layer layer, double heightMm) {
        return Resumption.of(survey, layer, attempt.digest(), profile, heightMm);
    }
}
