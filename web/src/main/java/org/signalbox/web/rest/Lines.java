package org.signalbox.web.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** An answer that is a file of any length: JSON, one object per line. */
final class Lines {

    static final String TYPE = "application/x-ndjson";

    static final String EXTENSION = ".jsonl";

    private Lines() {}

    /** What the file holds. */
    interface Content {
        void write(Writer out) throws IOException;
    }

    /**
     * What fails on the way cuts the file off, which its reader sees.
     *
     * @param disposition the name of the file, as {@link FileName} gives it
     */
    static Response file(String disposition, Content content) {
        StreamingOutput body = stream -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            content.write(out);
            out.flush();
        };
        return Response.ok(body, TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .build();
    }
}
