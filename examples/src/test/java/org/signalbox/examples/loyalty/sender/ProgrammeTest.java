package org.signalbox.examples.loyalty.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

    @Test
    void the_sender_and_the_workflow_know_the_same_terms() throws ReflectiveOperationException {
        // By reflection: the level of the workflow is no business of this package, but of this test.
        Class<?> level = Class.forName("org.signalbox.examples.loyalty.Level");
        Method of = level.getDeclaredMethod("of", int.class);
        of.setAccessible(true);

        assertThat(Programme.levels())
                .containsExactlyElementsOf(Arrays.stream(level.getEnumConstants())
                        .map(Object::toString)
                        .toList());
        for (int purchases = 0; purchases <= 200; purchases++) {
            assertThat(Programme.level(purchases))
                    .isEqualTo(of.invoke(null, purchases).toString());
        }
    }
}
