package platen.meshes;

/// Of how many bodies a mesh consists, and how many of its shells bound a hollow inside one: those whose faces look
/// the other way.
record Shells(int bodies, int cavities) {

    static Shells of(Mesh mesh, Weld weld, Seams seams) {
        int shells = 0;
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            if (seams.shell(triangle) == triangle && !weld.isFlat(triangle)) shells++;
        }
        return shells > 1 && seams.areSound() ? told(mesh, weld, seams) : new Shells(shells, 0);
    }

    private static Shells told(Mesh mesh, Weld weld, Seams seams) {
        var volumes = new double[mesh.triangles()];
        var box = mesh.box();
        double all = 0;
        for (int triangle = 0; triangle < mesh.triangles(); triangle++) {
            double volume = Space.pyramid(mesh.piece(triangle), mesh.offset(triangle), box);
            volumes[seams.shell(triangle)] += volume;
            all += volume;
        }
        int bodies = 0;
        int cavities = 0;
        for (int triangle = 0; triangle < volumes.length; triangle++) {
            if (seams.shell(triangle) != triangle || weld.isFlat(triangle)) continue;
            if (volumes[triangle] * all < 0) cavities++;
            else bodies++;
        }
        return new Shells(bodies, cavities);
    }
}
