package org.signalbox.engine.instance;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Attribute;

/** The rows of search attributes. Needs the caller's transaction and the instance's lock. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class AttributeStore {

    private static final String DELETE = "delete from attribute where workflow_id = ? and name = ?";

    private static final String INSERT =
            "insert into attribute (workflow_id, name, ordinal, type, text_value, number_value)"
                    + " values (?, ?, ?, ?, ?, ?)";

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /**
     * Takes over new values.
     *
     * @param changed the names of the attributes that have other values than before
     * @param values all that they have now
     */
    public void set(WorkflowId id, String type, Set<String> changed, List<Attribute> values) {
        HotRows.write(
                dataSource, DELETE, changed, (name, to) -> to.text(id.value()).text(name));
        List<Integer> ordinals = new ArrayList<>();
        values.forEach(v -> ordinals.add(ordinals.size()));
        HotRows.write(dataSource, INSERT, ordinals, (ordinal, to) -> {
            Attribute value = values.get(ordinal);
            to.text(id.value()).text(value.name()).number(ordinal).text(type);
            to.text(value.text().orElse(null)).decimal(value.number().orElse(null));
        });
    }
}
