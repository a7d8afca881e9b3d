package platen.meshes.formats;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import platen.meshes.Format;
import platen.meshes.Mesh;
import platen.meshes.Unusable;
import platen.meshes.formats.Model.Body;
import platen.meshes.formats.Model.MaterialUse;
import platen.meshes.formats.Model.Use;

/// 3MF: a zip with models in XML. Only geometry is taken from it; settings of slicers are never looked at.
final class ThreeMf {
    private static final String RELATIONS = "_rels/.rels";
    private static final String MODEL_RELATION = "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel";
    private static final String USUAL_MODEL = "3D/3dmodel.model";
    private static final int DEEPEST = 32;
    private static final int MOST_PARTS = 100_000;
    private static final int MOST_MATERIALS = 50;

    private final Archive archive;
    private final Map<String, Model> models = new HashMap<>();
    private final Mesh mesh = new Mesh();
    private final Set<String> materials = new LinkedHashSet<>();
    private int placed;

    private ThreeMf(Archive archive) {
        this.archive = archive;
    }

    static Reading.Read read(Path file) throws IOException {
        try (var archive = new Archive(file)) {
            return new ThreeMf(archive).read();
        } catch (ZipException | EOFException _) {
            throw new Unusable("meshes.broken-zip", Files.size(file));
        }
    }

    private Reading.Read read() throws IOException {
        var root = rootPath();
        var model = model(root);
        var unit = Transform.scale(model.millimetres);
        for (var item : model.build) place(root, item, unit, 0);
        if (mesh.triangles() == 0) throw new Unusable("meshes.empty-3mf", root);
        return new Reading.Read(Format.THREE_MF, mesh, List.copyOf(materials));
    }

    private void place(String path, Use use, Transform outer, int depth) throws IOException {
        var home = use.path().isEmpty() ? path : use.path();
        if (depth > DEEPEST) throw new Unusable("meshes.parts-too-deep", use.object(), home);
        if (++placed > MOST_PARTS) throw new Unusable("meshes.too-many-parts", MOST_PARTS, use.object(), home);
        var body = model(home).bodies.get(use.object());
        if (body == null) throw new Unusable("meshes.no-such-object", use.object(), home);
        if (!body.printed) return;
        var transform = use.transform().then(outer);
        for (var material : body.materials) addMaterial(model(home), material);
        add(body, transform, use.object(), home);
        for (var component : body.components) place(home, component, transform, depth + 1);
    }

    private void addMaterial(Model model, MaterialUse use) {
        var group = model.materials.getOrDefault(use.group(), List.of());
        if (use.index() >= 0 && use.index() < group.size() && materials.size() < MOST_MATERIALS) {
            materials.add(group.get(use.index()));
        }
    }

    private void add(Body body, Transform to, String object, String home) throws Unusable {
        var second = to.mirrors() ? 2 : 1;
        for (int triangle = 0; triangle < body.triangles(); triangle++) {
            int a = body.corner(triangle, 0);
            int b = body.corner(triangle, second);
            int c = body.corner(triangle, 3 - second);
            var points = body.points;
            float ax = points.x(a), ay = points.y(a), az = points.z(a);
            float bx = points.x(b), by = points.y(b), bz = points.z(b);
            float cx = points.x(c), cy = points.y(c), cz = points.z(c);
            if (isNowhere(to, ax, ay, az) || isNowhere(to, bx, by, bz) || isNowhere(to, cx, cy, cz)) {
                throw new Unusable("meshes.3mf-no-place", triangle + 1, object, home);
            }
            mesh.add(
                    (float) to.x(ax, ay, az),
                    (float) to.y(ax, ay, az),
                    (float) to.z(ax, ay, az),
                    (float) to.x(bx, by, bz),
                    (float) to.y(bx, by, bz),
                    (float) to.z(bx, by, bz),
                    (float) to.x(cx, cy, cz),
                    (float) to.y(cx, cy, cz),
                    (float) to.z(cx, cy, cz));
        }
    }

    private static boolean isNowhere(Transform to, float x, float y, float z) {
        return Mesh.isNowhere((float) to.x(x, y, z), (float) to.y(x, y, z), (float) to.z(x, y, z));
    }

    private Model model(String path) throws IOException {
        var known = models.get(path);
        if (known != null) return known;
        var found = archive.open(path);
        if (found.isEmpty()) throw new Unusable("meshes.not-3mf", path);
        try (var in = found.get()) {
            var model = ModelParser.read(in, path);
            models.put(path, model);
            return model;
        }
    }

    private String rootPath() throws IOException {
        var relations = archive.open(RELATIONS);
        if (relations.isEmpty()) return USUAL_MODEL;
        try (var in = relations.get()) {
            var xml = XmlText.open(ModelParser.factory(), in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) continue;
                if (MODEL_RELATION.equals(xml.getAttributeValue("", "Type"))) {
                    var target = xml.getAttributeValue("", "Target");
                    if (target != null) return target;
                }
            }
        } catch (XMLStreamException e) {
            throw ModelParser.unusable(e, RELATIONS);
        }
        return USUAL_MODEL;
    }
}
