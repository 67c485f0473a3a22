package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.signalbox.core.payload.Undecodable;

/** JSON of authors or senders inside an answer, written as it is. */
public record Document(String json) {

    /** What can't be decoded is shown as an object that says so. */
    public Document {
        json = Undecodable.shownAsJson(json);
    }

    /** What Jackson writes in place of the record. */
    @JsonValue
    @JsonRawValue
    @Override
    public String json() {
        return json;
    }
}
