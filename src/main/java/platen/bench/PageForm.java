package platen.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A form on a page of ours, as a browser would send it when nobody changed anything: what is hidden, written or
/// checked, the first of a group where none is checked, and the first of a list. No HTML but ours is understood.
record PageForm(String action, Map<String, String> fields) {
    private static final Pattern INPUT = Pattern.compile("<(input|select|option)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");

    /// The form whose action ends so; nothing where the page has none.
    static Optional<PageForm> on(String page, String actionEnds) {
        var form = Pattern.compile(
                        "<form\\b[^>]*action=\"([^\"]*%s)\"[^>]*>(.*?)</form>".formatted(Pattern.quote(actionEnds)),
                        Pattern.DOTALL)
                .matcher(page);
        return form.find() ? Optional.of(new PageForm(form.group(1), fields(form.group(2)))) : Optional.empty();
    }

    /// The same with this in one of its fields.
    PageForm with(String name, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new PageForm(action, changed);
    }

    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        var list = "";
        var tag = INPUT.matcher(form);
        while (tag.find()) {
            var attributes = attributes(tag.group(2));
            var name = attributes.getOrDefault("name", "");
            var value = text(attributes.getOrDefault("value", ""));
            switch (tag.group(1)) {
                case "select" -> list = name;
                case "option" -> choose(fields, list, value, attributes.containsKey("selected"));
                default -> {
                    if (name.isEmpty()) continue;
                    switch (attributes.getOrDefault("type", "text")) {
                        case "radio" -> choose(fields, name, value, attributes.containsKey("checked"));
                        case "checkbox" -> {
                            if (attributes.containsKey("checked")) fields.put(name, value);
                        }
                        default -> fields.put(name, value);
                    }
                }
            }
        }
        return fields;
    }

    private static void choose(Map<String, String> fields, String name, String value, boolean isChosen) {
        if (isChosen) fields.put(name, value);
        else fields.putIfAbsent(name, value);
    }

    private static Map<String, String> attributes(String tag) {
        var attributes = new LinkedHashMap<String, String>();
        var one = ATTRIBUTE.matcher(tag);
        while (one.find())
            attributes.put(one.group(1), Optional.ofNullable(one.group(2)).orElse(""));
        return attributes;
    }

    private static String text(String escaped) {
        return escaped.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
