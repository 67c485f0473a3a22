package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks the probe that is deployed on a server. */
record Probe(ServerProcess server) {
    static Probe of(ServerProcess server) {
        return new Probe(server);
    }

    String ask(User user, String call) {
        HttpResponse<String> response = send(user, call);
        assertThat(response.statusCode()).as(call + ": " + response.body()).isEqualTo(200);
        return response.body();
    }

    boolean answers(User user, String call) {
        return send(user, call).statusCode() == 200;
    }

    static HttpRequest request(ServerProcess server, String path, String user, String password) {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(uri(server, path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
                .build();
    }

    static URI uri(ServerProcess server, String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + "/" + path);
    }

    private HttpResponse<String> send(User user, String call) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            request(
                                    server,
                                    "probe/probe/" + call,
                                    user.login(),
                                    server.credentials().passwordOf(user)),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
