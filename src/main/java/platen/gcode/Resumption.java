package platen.gcode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import platen.printers.Profile;
import platen.values.Digest;
import platen.values.Message;

/// The program that goes on from a layer of another one, which was cut off: a head of our own, and then all
/// bytes of the other from `seam` on.
///
/// The head trusts no other height than the one it is given, and does things in this order: heat the plate, so
/// that the part holds on to it; soften the plastic that the nozzle sticks in; rise; find X and Y, never Z; heat
/// and prime away from the part; come down where the layer begins.
public record Resumption(String head, long seam, boolean primesOnPlate) {
    /// With less room above the part, the nozzle can't pass over it.
    private static final double LEAST_CLEARANCE_MM = 1;
    /// A height that somebody read off may be that far from the one told, and is still the same.
    private static final double SAME_MM = 0.5;

    /// Why it can't go on from a layer with the nozzle standing at `zMm`, if it can't.
    public static Optional<Message> problem(Survey survey, Layer layer, Profile profile, double zMm) {
        var obstacle = survey.obstacle(profile);
        if (obstacle.isPresent()) return obstacle;
        if (layer.number() == 1) return Optional.of(Message.of("gcode.resume.first-layer"));
        if (layer.before().nozzleC() < profile.nozzle().minExtrudeC())
            return Optional.of(Message.of("gcode.resume.cold"));
        double most = profile.volume().maxZ();
        if (!(zMm >= 0 && zMm <= most)) return Optional.of(Message.of("gcode.resume.height", mm(most)));
        double highest = Math.max(survey.highestMm(), zMm);
        return highest + LEAST_CLEARANCE_MM <= most
                ? Optional.empty()
                : Optional.of(Message.of("gcode.resume.no-room", mm(highest), mm(most)));
    }

    /// Goes on from `layer` of the program `of`, with the nozzle standing at `zMm` as the program counts.
    public static Resumption of(Survey survey, Layer layer, Digest of, Profile profile, double zMm) {
        problem(survey, layer, profile, zMm).ifPresent(why -> {
            throw new IllegalArgumentException("nothing can go on from layer " + layer.number() + ": " + why);
        });
        // Who moved the head may be wrong by more than a layer: then nothing is risked near the plate.
        boolean trusted = Math.abs(zMm - survey.last().zMm()) <= SAME_MM;
        var place = trusted ? PrimePlace.find(survey.relief(), profile) : Optional.<PrimePlace>empty();
        var head = new ResumptionHead(survey, layer, profile, zMm);
        head.remarks(of);
        head.loosen();
        if (place.isPresent()) head.primeOnPlate(place.get());
        else head.primeInAir(PrimePlace.corner(survey.relief(), profile));
        head.comeDown();
        head.restore();
        return new Resumption(head.text(), layer.offset(), place.isPresent());
    }

    /// What it is known by: the head names the program, and the byte from which on that follows.
    public Digest key() {
        return Digest.of(bytes());
    }

    /// The whole program, made of the one that was cut off. To be closed.
    public InputStream open(Path cutOff) throws IOException {
        var rest = Files.newInputStream(cutOff);
        try {
            rest.skipNBytes(seam);
        } catch (IOException e) {
            rest.close();
            throw e;
        }
        return new SequenceInputStream(new ByteArrayInputStream(bytes()), rest);
    }

    private byte[] bytes() {
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String mm(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }
}
