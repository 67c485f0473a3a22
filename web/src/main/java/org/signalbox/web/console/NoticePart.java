package org.signalbox.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** The notice on this page; no later page has it. */
@Named
@RequestScoped
public class NoticePart {

    @Inject
    private Notice notice;

    private Optional<Notice.Message> message = Optional.empty();

    @PostConstruct
    void load() {
        message = notice.take();
    }

    public Optional<Notice.Message> message() {
        return message;
    }
}
