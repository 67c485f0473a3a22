package org.signalbox.web.rest;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Search;
import org.signalbox.engine.instance.InstanceFilter;

/** Which instances are meant, as parameters of the address. */
public class InstanceParameters {

    @QueryParam("type")
    private @Nullable String type;

    @QueryParam("status")
    private @Nullable String status;

    @QueryParam("parked")
    private @Nullable String parked;

    @QueryParam("prefix")
    private @Nullable String prefix;

    /** Stands for many, each with the name of an attribute; they are read from the address. */
    @QueryParam(AttributeParameters.NAME)
    @SuppressWarnings("UnusedVariable")
    private @Nullable String attribute;

    InstanceFilter filter(UriInfo uri, Catalog catalog) {
        Optional<String> workflow = Parameter.text("type", type);
        return new InstanceFilter(
                workflow,
                Parameter.status(status),
                Parameter.flag("parked", parked),
                Parameter.text("prefix", prefix),
                AttributeParameters.read(uri.getQueryParameters(), workflow, new Search(catalog)),
                Optional.empty());
    }
}
