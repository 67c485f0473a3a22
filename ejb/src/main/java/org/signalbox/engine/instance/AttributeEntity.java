package org.signalbox.engine.instance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** For questions only; the store writes it without. */
@Entity(name = "Attribute")
@Table(name = "attribute")
@IdClass(AttributeKey.class)
class AttributeEntity {

    @Id
    @Column(name = "workflow_id")
    String workflowId;

    @Id
    String name;

    @Id
    int ordinal;

    String type;

    @Column(name = "text_value")
    @Nullable
    String text;

    @Column(name = "number_value")
    @Nullable
    BigDecimal number;

    @SuppressWarnings("NullAway.Init")
    protected AttributeEntity() {}
}
