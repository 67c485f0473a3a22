package org.signalbox.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST interface, version 1; its classes are found by their annotations. */
@ApplicationPath("api/v1")
public class Api extends Application {}
