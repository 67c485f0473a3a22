package org.signalbox.testkit;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;

/** Makes objects of a workflow by its constructor without parameters. */
record Constructor(Class<?> workflow) implements Supplier<Object> {

    @Override
    public Object get() {
        try {
            var constructor = workflow.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    "Workflow " + workflow.getName()
                            + " needs a constructor without parameters, or objects from the test",
                    e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(workflow.getName() + " can't be instantiated", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(workflow.getName() + " can't be instantiated", e);
        }
    }
}
