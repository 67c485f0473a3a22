package org.signalbox.engine.instance;

import java.util.ArrayList;
import java.util.List;

/** Lists for {@code in (…)}, filled up to a few sizes so that the database sees and caches few different statements. */
public final class SqlList {

    private static final int[] SIZES = {1, 4, 16, 64, 256, 1024};

    private SqlList() {}

    /** The list with its last element repeated up to the next size. */
    public static <T> List<T> filledUp(List<T> list) {
        List<T> filled = new ArrayList<>(list);
        int size = sizeFor(list.size());
        while (filled.size() < size) {
            filled.add(list.get(list.size() - 1));
        }
        return filled;
    }

    private static int sizeFor(int wanted) {
        for (int size : SIZES) {
            if (size >= wanted) {
                return size;
            }
        }
        return wanted;
    }
}
