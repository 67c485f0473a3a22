package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.signalbox.activity.Activity;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.machine.Machine;
import org.signalbox.workflow.Workflow;

/** Finds the workflows and activities of the application among its beans. */
@ApplicationScoped
public class CatalogProducer {

    @Inject
    private BeanManager beans;

    @Inject
    private EngineSettings settings;

    @Produces
    @Singleton
    public Catalog catalog() {
        Set<Class<?>> workflows = new LinkedHashSet<>();
        Set<Class<?>> activities = new LinkedHashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (bean.getBeanClass().isAnnotationPresent(Workflow.class)) {
                workflows.add(bean.getBeanClass());
            }
            bean.getTypes().forEach(type -> addIfActivity(type, activities));
        }
        activities.addAll(beans.getExtension(RemoteActivities.class).found());
        return Catalog.of(workflows, activities, this::objects);
    }

    @Produces
    @Singleton
    public Machine machine(Catalog catalog) {
        return new Machine(catalog, settings.forMachine());
    }

    private static void addIfActivity(Type type, Collection<Class<?>> activities) {
        if (type instanceof Class<?> c && c.isInterface() && c.isAnnotationPresent(Activity.class)) {
            activities.add(c);
        }
    }

    /** A workflow without anything to inject is made by its constructor: this happens at every turn. */
    private Supplier<?> objects(Class<?> workflow) {
        Bean<?> bean = beanOf(workflow);
        if (bean.getInjectionPoints().isEmpty() && !Injection.hasContainerFields(workflow)) {
            return constructor(workflow);
        }
        return () -> make(bean);
    }

    /** Its own one: those of workflows that extend it are of its type, too. */
    private Bean<?> beanOf(Class<?> workflow) {
        return beans.getBeans(workflow, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass() == workflow)
                .findFirst()
                .orElseThrow();
    }

    private <T> T make(Bean<T> bean) {
        CreationalContext<T> context = beans.createCreationalContext(bean);
        return bean.create(context);
    }

    private static Supplier<?> constructor(Class<?> workflow) {
        try {
            Constructor<?> constructor = workflow.getDeclaredConstructor();
            constructor.setAccessible(true);
            return () -> {
                try {
                    return constructor.newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(workflow.getName() + " can't be instantiated", e);
                }
            };
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    "Workflow " + workflow.getName() + " needs a constructor without parameters", e);
        }
    }
}
