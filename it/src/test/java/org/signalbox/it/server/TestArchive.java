package org.signalbox.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.signalbox.it.probe.ProbeServlet;
import org.signalbox.it.workflow.Switches;

/** The EAR of the build, with the workflows of the tests and the probe put into it. */
public final class TestArchive {

    private static final String DESCRIPTOR = "META-INF/application.xml";

    private TestArchive() {}

    /** Writes it to a directory. */
    public static Path write(Path directory) throws IOException {
        Path file = Files.createDirectories(directory).resolve("signalbox.ear");
        WebArchive probe = ShrinkWrap.create(WebArchive.class, "it-probe.war")
                .addPackage(ProbeServlet.class.getPackage())
                // makes it an archive of beans, so that its servlet is injected
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        with(probe, "/it").as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    /** Writes one that no server takes, because of what is wrong with its activities. */
    public static Path writeRefused(Path directory) throws IOException {
        Path file = Files.createDirectories(directory).resolve("signalbox.ear");
        ear().addAsLibrary(ShrinkWrap.create(JavaArchive.class, "it-refused.jar")
                        .addPackage("org.signalbox.it.refused")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"))
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }

    private static EnterpriseArchive ear() {
        return ShrinkWrap.create(ZipImporter.class, "signalbox.ear")
                .importFrom(SignalboxServer.root()
                        .resolve("ear/target/signalbox.ear")
                        .toFile())
                .as(EnterpriseArchive.class);
    }

    /** With a web application of the test's choice in the probe's place. */
    public static EnterpriseArchive with(WebArchive web, String contextRoot) throws IOException {
        EnterpriseArchive ear = ear();
        String module = "<module><web><web-uri>" + web.getName() + "</web-uri><context-root>" + contextRoot
                + "</context-root></web></module>";
        String descriptor = text(ear, DESCRIPTOR).replace("<library-directory>", module + "<library-directory>");
        ear.delete(ArchivePaths.create(DESCRIPTOR));
        ear.add(new StringAsset(descriptor), DESCRIPTOR);
        return ear.addAsModule(web).addAsLibrary(workflows());
    }

    private static JavaArchive workflows() {
        return ShrinkWrap.create(JavaArchive.class, "it-workflows.jar")
                .addPackage(Switches.class.getPackage())
                .addAsManifestResource("workflow/persistence.xml", "persistence.xml")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    private static String text(Archive<?> archive, String path) throws IOException {
        Node node = archive.get(path);
        try (InputStream in = node.getAsset().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
