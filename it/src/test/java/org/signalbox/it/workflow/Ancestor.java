package org.signalbox.it.workflow;

/** A field of a superclass is state as well. */
abstract class Ancestor {

    String inherited = "";
}
