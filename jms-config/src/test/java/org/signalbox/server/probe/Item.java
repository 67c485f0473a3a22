package org.signalbox.server.probe;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity of an author's persistence unit. */
@Entity
public class Item {

    @Id
    private long id;

    protected Item() {}

    public long id() {
        return id;
    }
}
