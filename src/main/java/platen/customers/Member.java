package platen.customers;

import java.time.Instant;

/// Somebody who may order on the account of an organisation, or say yes to such orders.
public record Member(long id, long account, String email, Role role, State state, String invitedBy, Instant changedAt) {

    public enum Role {
        ORDERS,
        /// May order as well, and needs nobody's yes.
        APPROVES
    }

    /// A column holds it, so every change is an update guarded by the state before.
    public enum State {
        INVITED,
        JOINED,
        GONE
    }

    /// Who was invited to approve may do so by the link in a mail: the mail proves the address.
    public boolean mayApprove() {
        return role == Role.APPROVES && state != State.GONE;
    }

    public boolean isJoined() {
        return state == State.JOINED;
    }
}
