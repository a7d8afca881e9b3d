package platen.events;

import java.time.Instant;
import platen.values.Actor;
import platen.values.Message;

/// One thing that happened: it is never changed and never deleted.
public record Event(
        long id,
        Instant at,
        Actor.Kind actorKind,
        String actorName,
        Subject.Kind subjectKind,
        long subjectId,
        Message what) {}
