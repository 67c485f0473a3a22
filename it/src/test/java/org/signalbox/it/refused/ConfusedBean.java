package org.signalbox.it.refused;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ConfusedBean implements Confused {

    @Override
    public void twoMasters() {}

    @Override
    public void heartbeatTooRare() {}

    @Override
    public void closedBeforeItStarts() {}

    @Override
    public void paceOfItsOwn() {}

    @Override
    public void noDuration() {}

    @Override
    public void backoffUpsideDown() {}
}
