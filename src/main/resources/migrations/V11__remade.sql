-- The document that is printed instead of the one that came, where the customer has let us fit it: its digest, and
-- what it is, as JSON.
alter table order_line add column remade text;
