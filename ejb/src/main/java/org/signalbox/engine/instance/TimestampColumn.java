package org.signalbox.engine.instance;

import java.sql.Timestamp;

/**
 * Stands between the converter and its generic superclass: EclipseLink takes all type arguments in the header of a
 * converter's class for those of {@code AttributeConverter}, and would apply it to nothing.
 */
abstract class TimestampColumn extends InstantColumn<Timestamp> {}
