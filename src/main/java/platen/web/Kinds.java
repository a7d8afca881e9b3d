package platen.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import platen.orders.Product;

/// Which files are taken for a product, by the endings of their names. What a file really is, is read when it is here.
public record Kinds(List<String> endings) {
    private static final Kinds PART = new Kinds(List.of("stl", "3mf", "obj", "gcode", "gco", "g", "bgcode"));
    private static final Kinds PAPER = new Kinds(List.of("pdf", "png", "jpg", "jpeg"));

    /// At the counter, where people bring whatever they have.
    static final Kinds ANY = new Kinds(
            Stream.concat(PART.endings.stream(), PAPER.endings.stream()).toList());

    /// As a page names them to the door for files.
    static Kinds named(String word) {
        return switch (word) {
            case "part" -> PART;
            case "any" -> ANY;
            default -> PAPER;
        };
    }

    static Kinds of(Product product) {
        return switch (product) {
            case PART -> PART;
            case PAPER -> PAPER;
        };
    }

    boolean isTaken(String name) {
        return endings.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /// As a file field has it: `.pdf,.png`.
    public String accepted() {
        return "." + String.join(",.", endings);
    }
}
