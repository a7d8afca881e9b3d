package platen.people;

import platen.values.Money;

/// What a shop asks of its people: a second step of signing in of who may do much, and a second pair of eyes on price
/// books and on money given back above a limit.
public record TeamRules(boolean demandsFactor, boolean demandsSecond, Money refundLimit) {}
