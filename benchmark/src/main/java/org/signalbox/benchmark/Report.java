package org.signalbox.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, and on what: as a table (Markdown, so that it can be put into a document) and as JSON. */
final class Report {
    private static final List<String> HEAD = List.of("what", "measured", "first", "aim", "reached", "note");

    private final Map<String, String> setting = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();

    void setting(String name, String value) {
        setting.put(name, value);
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    /** All figures, below what they were measured on. */
    String table() {
        StringBuilder text = new StringBuilder();
        setting.forEach((name, value) ->
                text.append("* ").append(name).append(": ").append(value).append('\n'));
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        figures.forEach(figure -> rows.add(row(figure)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        text.append('\n').append(line(HEAD, widths)).append('|');
        for (int i = 0; i < widths.length; i++) {
            text.append("-".repeat(widths[i] + 1)).append(i == 1 ? ":|" : "-|");
        }
        text.append('\n');
        rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    void write(Path file) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        setting.forEach(root.putObject("setting")::put);
        ObjectNode all = root.putObject("figures");
        for (Figure figure : figures) {
            ObjectNode one = all.putObject(figure.key());
            one.put("what", figure.what());
            one.put("value", figure.value());
            one.put("unit", figure.unit());
            figure.target().ifPresent(target -> {
                one.put("first", target.first());
                one.put("aim", target.aim());
                one.put("reached", target.reachedBy(figure.value()));
            });
            if (!figure.note().isEmpty()) {
                one.put("note", figure.note());
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static List<String> row(Figure figure) {
        return List.of(
                figure.what(),
                (number(figure.value()) + " " + figure.unit()).strip(),
                figure.target().map(Target::first).orElse(""),
                figure.target().map(Target::aim).orElse(""),
                figure.target().map(t -> t.reachedBy(figure.value())).orElse(""),
                figure.note());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - row.get(i).length());
            text.append("| ")
                    .append(i == 1 ? gap + row.get(i) : row.get(i) + gap)
                    .append(' ');
        }
        return text.append("|\n").toString();
    }

    /** Three digits that count. */
    static String number(double value) {
        if (value == Math.rint(value) || value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
    }
}
