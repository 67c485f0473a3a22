package org.signalbox.health;

/** What the engine knows of its components. Called by threads of the server's management; must answer within seconds. */
public interface EngineHealth {

    /** The database and its schema. */
    ComponentHealth database();

    /** The JMS broker. */
    ComponentHealth broker();

    /** The clock of the server's machine. */
    ComponentHealth clock();
}
