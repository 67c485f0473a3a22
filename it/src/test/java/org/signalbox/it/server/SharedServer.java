package org.signalbox.it.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the server for the first test that wants it, and connects a sender for each class that wants one. JUnit closes
 * the sender after its class and the server after the last class of this process: the build gives it one class after the
 * other, each with a root context of its own.
 */
final class SharedServer implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == SignalboxServer.class || type == Sender.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SignalboxServer server = in(context);
        return parameter.getParameter().getType() == SignalboxServer.class
                ? server
                : context.getStore(NAMESPACE).computeIfAbsent(Sender.class, key -> server.sender(), Sender.class);
    }

    static SignalboxServer in(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(SignalboxServer.class, key -> SignalboxServer.start("shared"), SignalboxServer.class);
    }
}
