package org.signalbox.client;

/** Why a signal or another request was rejected. */
public enum Reason {
    /** There is no instance of that id, and the signal neither starts one nor may be held. */
    UNKNOWN_INSTANCE,
    /** The instance has ended. */
    CLOSED,
    /** The workflow has no handler for a signal of that name. */
    UNKNOWN_SIGNAL,
    /** The payload or start input is not what the handler takes. */
    BAD_PAYLOAD,
    /** The payload or start input is longer than the configured limit. */
    TOO_LARGE,
    /** Its time to live, or the time it could be held, was over. */
    EXPIRED,
    /** The id was used before, for something else: another kind, name, workflow type or payload. */
    ID_REUSED,
    /** The message breaks the contract: an id is missing, or its kind of body is refused. */
    MALFORMED,
    /** The engine could not process the message in several tries although the database works; an operator can send it again. */
    UNPROCESSABLE,
    /** No deployed workflow has that type. */
    UNKNOWN_WORKFLOW,
    /** No running instance has that value in that search attribute. */
    NO_MATCH,
    /** More than one running instance has that value in that search attribute. */
    SEVERAL_MATCHES,
    /** The update's validator refused it; or, of what an operator wants, it is not possible as things are. */
    INVALID,
    /** An operator took it out of the inbox. */
    WITHDRAWN,
    /** There is no attempt of an activity with that token. */
    UNKNOWN_TOKEN,
    /** The sender may not do this. */
    FORBIDDEN,
    /** So many signals of the instance wait that whoever can wait, too, is to come again later; nothing is kept. */
    BUSY
}
