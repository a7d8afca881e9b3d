package platen.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import platen.printers.Material;
import platen.printers.Profile;
import platen.sync.ByHand;
import platen.values.Message;

/// What a form of a printer's page asks for.
final class HandForm {
    private static final String MILLIMETRES = "-?\\d{1,3}(\\.\\d{1,2})?";
    private static final String PERCENT = "\\d{1,3}";

    private final Form form;
    private final Profile profile;
    private final @Nullable Material loaded;
    private final boolean coordinates;

    /// `loaded` is the material that is noted as being on the printer.
    HandForm(Form form, Profile profile, @Nullable Material loaded, boolean coordinates) {
        this.form = form;
        this.profile = profile;
        this.loaded = loaded;
        this.coordinates = coordinates;
    }

    sealed interface Wanted {
        record Act(ByHand what) implements Wanted {}

        record Wrong(Message why) implements Wanted {}
    }

    Wanted wanted() {
        return switch (form.value("act")) {
            case "heat" -> ofMaterial(material -> new ByHand.Heat(material.nozzleC(), bed(material)));
            case "cool" -> new Wanted.Act(new ByHand.Heat(0, 0));
            case "home" ->
                form.choice("axes", ByHand.Axes.class)
                        .<Wanted>map(axes -> new Wanted.Act(new ByHand.Home(axes)))
                        .orElse(wrong("web.hand-nothing"));
            case "jog" -> jog();
            case "extrude" -> extrude();
            case "load" -> ofMaterial(material -> new ByHand.Load(material.nozzleC()));
            case "unload" -> ofMaterial(material -> new ByHand.Unload(material.nozzleC()));
            case "motors-off" -> new Wanted.Act(new ByHand.MotorsOff());
            case "speed" -> percent(ByHand.LEAST_SPEED, ByHand.MOST_SPEED, ByHand.Speed::new);
            case "flow" -> percent(ByHand.LEAST_FLOW, ByHand.MOST_FLOW, ByHand.Flow::new);
            case "fan" -> percent(0, ByHand.FULL, ByHand.Fan::new);
            case "line" -> line();
            case "stop" -> new Wanted.Act(new ByHand.Stop());
            case "release" -> new Wanted.Act(new ByHand.Release());
            default -> wrong("web.hand-nothing");
        };
    }

    private interface OfMaterial {
        ByHand act(Material material);
    }

    private interface OfPercent {
        ByHand act(int percent);
    }

    private static Wanted wrong(String key, Object... args) {
        return new Wanted.Wrong(Message.of(key, args));
    }

    private double bed(Material material) {
        return Math.min(material.bedC(), profile.bed().maxC());
    }

    private Wanted ofMaterial(OfMaterial act) {
        var named = form.value("material");
        var material = named.isEmpty() ? Optional.ofNullable(loaded) : profile.material(named);
        return material.<Wanted>map(found -> new Wanted.Act(act.act(found))).orElse(wrong("web.hand-which-material"));
    }

    /// A button carries the axis and the way, `X-`; the step is chosen beside them.
    private Wanted jog() {
        var way = form.value("way");
        var step = form.value("step");
        if (!way.matches("[XYZ][+-]") || !step.matches("0\\.1|1|10|100")) return wrong("web.hand-nothing");
        var mm = Double.parseDouble(step) * (way.endsWith("-") ? -1 : 1);
        return new Wanted.Act(new ByHand.Jog(ByHand.Axis.valueOf(way.substring(0, 1)), mm));
    }

    private Wanted extrude() {
        var mm = form.value("mm").replace(',', '.');
        if (!mm.matches(MILLIMETRES)) return wrong("web.hand-how-far", ByHand.LONGEST_MM);
        var way = Math.abs(Double.parseDouble(mm)) * (form.value("way").equals("back") ? -1 : 1);
        if (way == 0 || Math.abs(way) > ByHand.LONGEST_MM) return wrong("web.hand-how-far", ByHand.LONGEST_MM);
        var least = loaded == null ? profile.nozzle().minExtrudeC() : loaded.minNozzleC();
        return new Wanted.Act(new ByHand.Extrude(way, least));
    }

    private Wanted percent(int least, int most, OfPercent act) {
        var percent = form.value("percent");
        int number = percent.matches(PERCENT) ? Integer.parseInt(percent) : -1;
        return number < least || number > most
                ? wrong("streaming.hand-percent", least, most)
                : new Wanted.Act(act.act(number));
    }

    private Wanted line() {
        var line = form.value("line").strip();
        return line.isEmpty() ? wrong("streaming.line-none") : new Wanted.Act(new ByHand.Line(line, coordinates));
    }
}
