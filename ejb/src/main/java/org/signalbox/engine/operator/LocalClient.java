package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.InstanceSearch;
import org.signalbox.client.KeyedSignal;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartRequest;
import org.signalbox.client.TimeLimit;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowClient;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Search;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Status;
import org.signalbox.core.machine.UpdateAnswer;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.gate.Addressing;
import org.signalbox.engine.gate.Malformed;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.gate.SignalReader;
import org.signalbox.engine.gate.SignalsGate;
import org.signalbox.engine.gate.UpdateGate;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.worker.ActivityGate;

/** The client for Java code of the same application: straight to the gate. */
@ApplicationScoped
@Interceptors(OutageInterceptor.class)
class LocalClient implements WorkflowClient {

    @Inject
    private SignalGate gate;

    @Inject
    private SignalsGate several;

    @Inject
    private Addressing addressing;

    @Inject
    private SignalReader reader;

    @Inject
    private Catalog catalog;

    @Inject
    private UpdateGate updates;

    @Inject
    private Overview overview;

    @Inject
    private ActivityGate activities;

    @Override
    public int start(String workflowType, WorkflowId workflowId, @Nullable Object input) {
        return gate.start(new Request.Start(
                        workflowId, workflowType, Optional.ofNullable(input).map(Json::write)))
                .run();
    }

    @Override
    public int start(StartRequest request) {
        return gate.start(new Request.Start(
                        request.workflowId(),
                        request.workflowType(),
                        request.input().map(Json::write),
                        request.startId(),
                        request.options()))
                .run();
    }

    @Override
    public Receipt signal(SignalRequest request) {
        Request.Signal signal = new Request.Signal(
                request.workflowId(),
                request.signal(),
                request.payload().map(Json::write),
                request.signalId(),
                request.startType()
                        .map(type ->
                                new Request.StartWith(type, request.startInput().map(Json::write), request.options())),
                request.holdFor());
        return gate.offer(signal, RawSignal.of(signal));
    }

    @Override
    public List<Receipt> signalTogether(List<SignalRequest> requests) {
        SignalsGate.Answer answer = several.take(Request.Signals.of(requests));
        if (answer instanceof SignalsGate.Answer.Refusal refusal) {
            throw refusal.asException();
        }
        return ((SignalsGate.Answer.Taken) answer).receipts();
    }

    @Override
    public Receipt signal(KeyedSignal keyed) {
        RawSignal raw = RawSignal.of(
                keyed, Search.textOf(keyed.value()), keyed.payload().map(Json::write));
        try {
            RawSignal addressed = addressing.address(raw);
            return gate.offer(reader.read(addressed), addressed);
        } catch (Malformed e) {
            gate.refuse(raw, e.reason(), e.told());
            throw new Refused(e.reason(), e.told());
        }
    }

    @Override
    public List<WorkflowId> find(InstanceSearch search) {
        InstanceFilter filter = new InstanceFilter(
                Optional.of(search.workflowType()),
                search.runningOnly() ? Optional.of(Status.RUNNING) : Optional.empty(),
                false,
                Optional.empty(),
                new Search(catalog).conditions(search),
                search.after().map(WorkflowId::value));
        return overview.instances(filter, search.limit()).stream()
                .map(view -> view.instance().id())
                .toList();
    }

    @Override
    public void cancel(WorkflowId workflowId, String reason) {
        gate.cancel(workflowId, Motive.of(reason));
    }

    @Override
    public void terminate(WorkflowId workflowId, String reason) {
        gate.terminate(workflowId, Motive.of(reason));
    }

    @Override
    public <R> R query(WorkflowId workflowId, String query, Class<R> type) {
        return type.cast(Json.read(overview.query(workflowId, query, Optional.empty()), type));
    }

    @Override
    public <R> R query(WorkflowId workflowId, String query, Object argument, Class<R> type) {
        return type.cast(Json.read(overview.query(workflowId, query, Optional.of(Json.write(argument))), type));
    }

    @Override
    public <R> UpdateReceipt<R> update(UpdateRequest request, Class<R> type) {
        Request.Update update = new Request.Update(
                request.workflowId(),
                request.update(),
                request.payload().map(Json::write),
                request.updateId(),
                request.startType()
                        .map(start -> new Request.StartWith(
                                start, request.startInput().map(Json::write))));
        return UpdateAnswer.read(updates.take(update, request.patience()), type);
    }

    @Override
    public <R> Optional<UpdateReceipt<R>> answer(WorkflowId workflowId, SignalId updateId, Class<R> type) {
        return updates.find(workflowId, updateId).map(u -> UpdateAnswer.read(u, type));
    }

    @Override
    public Optional<Receipt> receipt(WorkflowId workflowId, SignalId signalId) {
        return gate.receipt(workflowId, signalId);
    }

    @Override
    public Optional<Receipt> awaitEnd(WorkflowId workflowId, SignalId signalId, Duration patience) {
        try {
            return gate.receipt(workflowId, signalId, TimeLimit.orAtOnce("patience", patience))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : e;
        }
    }

    @Override
    public void complete(ActivityToken token, @Nullable Object result) {
        activities.complete(token, result == null ? "null" : Json.write(result));
    }

    @Override
    public void fail(ActivityToken token, Throwable failure) {
        activities.fail(token, failure);
    }

    @Override
    public boolean heartbeat(ActivityToken token, @Nullable Object details) {
        return activities.heartbeat(token, Optional.ofNullable(details).map(Json::write));
    }
}
