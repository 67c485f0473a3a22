package org.signalbox.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The names of exported files. */
class FileNameTest {

    @Test
    void a_plain_id_is_the_name() {
        assertThat(FileName.attachment("instance", "order-4711", ".jsonl"))
                .isEqualTo("attachment; filename=\"instance-order-4711.jsonl\";"
                        + " filename*=UTF-8''instance-order-4711.jsonl");
    }

    @Test
    void two_ids_are_two_files_in_ascii_too_and_no_id_leaves_the_directory() {
        Set<String> names = new HashSet<>();
        List<String> ids = List.of(
                "é",
                "ü",
                "a/b",
                "a_b",
                "a\\b",
                "..",
                ".",
                "a\"b",
                "a;b",
                "a b",
                "😀",
                "x".repeat(200),
                "x".repeat(199));
        for (String id : ids) {
            String header = FileName.attachment("instance", id, ".jsonl");
            assertThat(header).matches("attachment; filename=\"[\\w-]+\\.jsonl\"; filename\\*=UTF-8''[\\w%-]+\\.jsonl");
            names.add(header.substring(0, header.indexOf(';', 12)));
            assertThat(header).hasSizeLessThan(800);
        }
        assertThat(names).hasSameSizeAs(ids);
    }

    @Test
    void letters_of_all_scripts_are_in_the_long_name() {
        assertThat(FileName.attachment("instance", "é用", ".jsonl")).contains("UTF-8''instance-%C3%A9%E7%94%A8.jsonl");
    }
}
