package platen.meshes.formats;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import platen.meshes.Unusable;
import platen.meshes.formats.Model.Body;
import platen.meshes.formats.Model.MaterialUse;
import platen.meshes.formats.Model.Use;

/// Reads the XML of a 3MF. A document type is refused: no 3MF has one, and entities are made of them.
final class ModelParser {
    private static final String PRODUCTION = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06";
    private static final int MOST_PARTS = 100_000;
    private static final int MOST_MATERIALS = 50;
    private static final int LONGEST_NAME = 60;

    private final XMLStreamReader xml;
    private final String entry;
    private final Model model = new Model();
    private @Nullable Body body;
    private @Nullable List<String> group;
    private String objectMaterials = "";
    private int parts;

    private ModelParser(XMLStreamReader xml, String entry) {
        this.xml = xml;
        this.entry = entry;
    }

    /// `entry` is what the archive calls it.
    static Model read(InputStream in, String entry) throws Unusable {
        try {
            return new ModelParser(XmlText.open(factory(), in), entry).read();
        } catch (XMLStreamException e) {
            throw unusable(e, entry);
        }
    }

    static Unusable unusable(XMLStreamException e, String entry) {
        if (e.getNestedException() instanceof Unusable unusable) return unusable;
        int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
        return new Unusable("meshes.not-xml", line, entry);
    }

    static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private Model read() throws XMLStreamException, Unusable {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw here("meshes.entities");
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("object")) body = null;
                }
                default -> {}
            }
        }
        return model;
    }

    private void start() throws Unusable {
        switch (xml.getLocalName()) {
            case "model" -> model.millimetres = unit(attribute("unit", "millimeter"));
            case "object" -> {
                count();
                body = new Body();
                body.printed = attribute("type", "model").equals("model");
                objectMaterials = attribute("pid", "");
                use(objectMaterials, attribute("pindex", ""));
                model.bodies.put(attribute("id", ""), body);
            }
            case "basematerials", "colorgroup" -> {
                count();
                group = model.materials.computeIfAbsent(attribute("id", ""), _ -> new ArrayList<>());
            }
            case "base" -> addMaterial(attribute("name", ""), attribute("displaycolor", ""));
            case "color" -> addMaterial("", attribute("color", ""));
            case "vertex" -> {
                if (body != null) body.points.add(number("x"), number("y"), number("z"), line());
            }
            case "triangle" -> {
                if (body == null) return;
                triangle(body);
                use(attribute("pid", objectMaterials), attribute("p1", ""));
            }
            case "component" -> {
                if (body != null) body.components.add(use());
            }
            case "item" -> {
                if (!attribute("printable", "1").equals("0")) model.build.add(use());
            }
            default -> {}
        }
    }

    private void triangle(Body of) throws Unusable {
        int a = index("v1");
        int b = index("v2");
        int c = index("v3");
        if (!of.hasPoints(a, b, c)) throw here("meshes.3mf-no-such-point");
        of.add(a, b, c);
    }

    private Unusable here(String key, Object... args) {
        var all = Stream.concat(Stream.of(line(), entry), Stream.of(args));
        return new Unusable(key, all.toArray());
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private void addMaterial(String name, String colour) throws Unusable {
        count();
        if (group != null) group.add(shown((name + " " + colour).strip()));
    }

    /// A stranger's words, of bounded length and without what one cannot see.
    private static String shown(String words) {
        var visible = words.replaceAll("\\p{C}+", " ");
        return visible.length() <= LONGEST_NAME ? visible : visible.substring(0, LONGEST_NAME);
    }

    private void use(String materials, String index) {
        if (body == null || index.isEmpty() || body.materials.size() == MOST_MATERIALS) return;
        try {
            body.materials.add(new MaterialUse(materials, Integer.parseInt(index)));
        } catch (NumberFormatException _) {
            // the geometry is whole without a colour
        }
    }

    private void count() throws Unusable {
        if (++parts > MOST_PARTS) throw here("meshes.too-many-things", MOST_PARTS);
    }

    private Use use() throws Unusable {
        count();
        var transform = attribute("transform", "");
        var path = xml.getAttributeValue(PRODUCTION, "path");
        return new Use(
                path == null ? "" : path,
                attribute("objectid", ""),
                transform.isEmpty()
                        ? Transform.scale(1)
                        : Transform.parse(transform).orElseThrow(() -> here("meshes.bad-transform")));
    }

    private double unit(String unit) throws Unusable {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "micron" -> 0.001;
            case "millimeter" -> 1;
            case "centimeter" -> 10;
            case "inch" -> 25.4;
            case "foot" -> 304.8;
            case "meter" -> 1000;
            default -> throw here("meshes.unknown-unit", unit);
        };
    }

    private String attribute(String name, String otherwise) {
        var value = xml.getAttributeValue("", name);
        return value == null ? otherwise : value;
    }

    private float number(String name) throws Unusable {
        try {
            float number = Float.parseFloat(attribute(name, ""));
            if (!Float.isFinite(number)) throw here("meshes.3mf-not-a-number");
            return number;
        } catch (NumberFormatException _) {
            throw here("meshes.3mf-not-a-number");
        }
    }

    private int index(String name) throws Unusable {
        try {
            return Integer.parseInt(attribute(name, ""));
        } catch (NumberFormatException _) {
            throw here("meshes.3mf-not-a-number");
        }
    }
}
