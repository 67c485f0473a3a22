package org.signalbox.testkit;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What others can compile against, as text: one line for each type and for each of its members, sorted. */
final class ApiSurface {

    /** Every record has them; what they do is no matter of signatures. */
    private static final Set<String> OF_ALL = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    private final Set<String> lines = new TreeSet<>();

    /** Of all public types in the directory or archive that this class comes from. */
    static Set<String> besides(Class<?> known) throws IOException, URISyntaxException {
        ApiSurface surface = new ApiSurface();
        Path place = Path.of(
                known.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            surface.addAll(place);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                surface.addAll(jar.getPath("/"));
            }
        }
        return surface.lines;
    }

    private void addAll(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(f -> f.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String name =
                    root.relativize(file).toString().replaceAll("[/\\\\]", ".").replaceAll("\\.class$", "");
            if (!name.endsWith("-info")) {
                add(load(name));
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiSurface.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Class<?> type) {
        if (!isReachable(type)) {
            return;
        }
        String name = type.getName();
        lines.add(name + ": " + head(type));
        boolean open = !Modifier.isFinal(type.getModifiers());
        for (Field field : type.getDeclaredFields()) {
            if (isReachable(field.getModifiers(), open) && !field.isSynthetic()) {
                lines.add(name + " field " + field.toGenericString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isReachable(constructor.getModifiers(), open) && !constructor.isSynthetic()) {
                lines.add(name + " constructor " + constructor.toGenericString());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean own = !method.isSynthetic() && !OF_ALL.contains(method.getName());
            if (own && isReachable(method.getModifiers(), open)) {
                lines.add(name + " method " + method.toGenericString() + standard(method));
            }
        }
    }

    private static String head(Class<?> type) {
        String kind = type.isAnnotation()
                ? "annotation"
                : type.isInterface() ? "interface" : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        String parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        String permitted = type.isSealed()
                ? Arrays.stream(Objects.requireNonNull(type.getPermittedSubclasses()))
                        .sorted(Comparator.comparing(Class::getName))
                        .map(Class::getName)
                        .collect(Collectors.joining(", ", " permits ", ""))
                : "";
        int told = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;
        return Modifier.toString(type.getModifiers() & told) + " " + kind + " of " + parents + permitted;
    }

    /** What an annotation means if it says nothing; to change that changes what is written already. */
    private static String standard(Method method) {
        Object value = method.getDefaultValue();
        return value == null ? "" : " default " + (value instanceof Object[] array ? Arrays.toString(array) : value);
    }

    private static boolean isReachable(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isReachable(type.getEnclosingClass()));
    }

    private static boolean isReachable(int modifiers, boolean open) {
        return Modifier.isPublic(modifiers) || (open && Modifier.isProtected(modifiers));
    }
}
