package org.signalbox.it.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storm of {@link StormTest} over two servers; a class of its own, so that the two run side by side. */
class ClusterStormTest {

    @Test
    void two_servers_lose_double_and_reorder_nothing_whatever_dies(@TempDir Path directory) throws Exception {
        StormTest.blow(2, directory);
    }
}
