package org.signalbox.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What every view must keep to, so that all it shows is escaped and works under the content security policy. */
class ViewsTest {

    private static final Path WEBAPP = Path.of("src/main/webapp");

    private static final Map<Path, Document> VIEWS = views();

    @Test
    void nothing_is_shown_unescaped() {
        assertThat(elements()).isNotEmpty().noneMatch(e -> e.hasAttribute("escape"));
        assertThat(elements()).noneMatch(e -> e.getTagName().equals("h:outputText"));
    }

    @Test
    void nothing_runs_or_is_styled_inline() {
        assertThat(elements())
                .noneMatch(e -> List.of("script", "style", "iframe", "object").contains(e.getTagName()))
                .noneMatch(e -> attributes(e).anyMatch(a -> a.startsWith("on") || a.equals("style")));
    }

    @Test
    void every_form_that_changes_something_carries_the_token() {
        assertThat(elements())
                .filteredOn(e -> e.getTagName().equals("form")
                        && e.getAttribute("method").equals("post"))
                .filteredOn(e -> !e.getAttribute("action").endsWith("/j_security_check"))
                .isNotEmpty()
                .allMatch(e -> children(e, "ui:include")
                        .anyMatch(i -> i.getAttribute("src").equals("/WEB-INF/parts/token.xhtml")));
    }

    @Test
    void no_view_has_a_state() {
        assertThat(elements()).noneMatch(e -> e.getTagName().equals("h:form"));
        assertThat(elements())
                .filteredOn(e -> e.getTagName().equals("f:view"))
                .isNotEmpty()
                .allMatch(e -> e.getAttribute("transient").equals("true"));
    }

    @Test
    void every_page_has_an_address_without_a_suffix() {
        List<String> addresses = all(parse(WEBAPP.resolve("WEB-INF/web.xml")), "url-pattern")
                .map(Element::getTextContent)
                .toList();

        assertThat(VIEWS.keySet())
                .filteredOn(view -> !view.startsWith(WEBAPP.resolve("WEB-INF")))
                .isNotEmpty()
                .allMatch(view -> addresses.contains(
                        "/" + WEBAPP.relativize(view).toString().replace(".xhtml", "")));
    }

    @Test
    void every_field_has_a_label() {
        VIEWS.forEach((path, view) -> {
            List<String> labelled =
                    all(view, "label").map(l -> l.getAttribute("for")).toList();
            Stream<Element> fields = Stream.of("input", "select", "textarea", "h:selectOneMenu")
                    .flatMap(tag -> all(view, tag))
                    .filter(f -> !f.getAttribute("type").equals("hidden"));
            assertThat(fields).as(path.toString()).allMatch(f -> labelled.contains(f.getAttribute("id")));
        });
    }

    @Test
    void every_table_says_what_it_is_and_what_its_columns_are() {
        assertThat(elements())
                .filteredOn(e -> e.getTagName().equals("table"))
                .isNotEmpty()
                .allMatch(e -> children(e, "caption").count() == 1)
                .allMatch(e -> children(e, "th").allMatch(th -> th.hasAttribute("scope")));
    }

    private static List<Element> elements() {
        return VIEWS.values().stream().flatMap(view -> all(view, "*")).toList();
    }

    private static Stream<Element> all(Document view, String tag) {
        return stream(view.getElementsByTagName(tag));
    }

    private static Stream<Element> children(Element element, String tag) {
        return stream(element.getElementsByTagName(tag));
    }

    private static Stream<Element> stream(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements.stream();
    }

    private static Stream<String> attributes(Element element) {
        return Stream.iterate(0, i -> i < element.getAttributes().getLength(), i -> i + 1)
                .map(i -> element.getAttributes().item(i).getNodeName());
    }

    private static Map<Path, Document> views() {
        try (Stream<Path> files = Files.walk(WEBAPP)) {
            Map<Path, Document> views = new TreeMap<>();
            files.filter(f -> f.toString().endsWith(".xhtml")).forEach(f -> views.put(f, parse(f)));
            return views;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document parse(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (Exception e) {
            throw new IllegalStateException(file + " is no XHTML", e);
        }
    }
}
