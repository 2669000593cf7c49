-- What tables cannot promise by themselves. Run after the migrations, every time: each statement may come twice.

-- The ledger is written once.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create or replace trigger ledger_movements_append_only
  before update or delete or truncate on ledger_movements
  for each statement execute function refuse_change();

create or replace trigger ledger_entries_append_only
  before update or delete or truncate on ledger_entries
  for each statement execute function refuse_change();

-- A movement has two sides of its amount. Looked at when the transaction ends, once all its entries are there.
-- The argument is the column that names the movement.
create or replace function refuse_unbalanced() returns trigger language plpgsql as $$
declare
  movement_name text := to_jsonb(new) ->> tg_argv[0];
  debit bigint;
  credit bigint;
begin
  select coalesce(sum(amount_fen) filter (where amount_fen > 0), 0),
         coalesce(-sum(amount_fen) filter (where amount_fen < 0), 0)
    into debit, credit
    from ledger_entries where movement = movement_name;
  if not exists (
    select from ledger_movements where name = movement_name and amount_fen = debit and amount_fen = credit
  ) then
    raise exception 'movement % is not balanced: debit %, credit %', movement_name, debit, credit
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

drop trigger if exists ledger_movements_balanced on ledger_movements;
create constraint trigger ledger_movements_balanced
  after insert on ledger_movements deferrable initially deferred
  for each row execute function refuse_unbalanced('name');

drop trigger if exists ledger_entries_balanced on ledger_entries;
create constraint trigger ledger_entries_balanced
  after insert on ledger_entries deferrable initially deferred
  for each row execute function refuse_unbalanced('movement');

-- Nobody gets back more than came in from them, by whichever way it goes. The lock makes two transactions that
-- return the same money see each other.
create or replace function refuse_overdraft() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger/' || new.account || '/' || new.order_id, 0));
  if (
    select sum(amount_fen) from ledger_entries where account = new.account and order_id = new.order_id
  ) > 0 then
    raise exception 'movement % takes more than % holds for %', new.movement, new.account, new.order_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

drop trigger if exists ledger_entries_covered on ledger_entries;
create constraint trigger ledger_entries_covered
  after insert on ledger_entries deferrable initially deferred
  for each row
  when (new.amount_fen > 0 and new.account in ('customerPrepayments', 'unmatchedReceipts'))
  execute function refuse_overdraft();

-- Written at every request and soon void: no log, and empty after a crash or on a replica that takes over.
alter table rate_limits set unlogged;

-- The audit log is written once. A row comes without a seal, and gets one, once, which changes nothing else in it.
create or replace function refuse_resealing() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if num_nonnulls(new.seq, new.hash, new.seal) = 0 then return new; end if;
  elsif old.seal is null and to_jsonb(new) - '{seq,hash,seal}'::text[] = to_jsonb(old) - '{seq,hash,seal}'::text[] then
    return new;
  end if;
  raise exception 'audit_log is append-only' using errcode = 'restrict_violation';
end $$;

create or replace trigger audit_log_sealed_once
  before insert or update on audit_log
  for each row execute function refuse_resealing();

create or replace trigger audit_log_append_only
  before delete or truncate on audit_log
  for each statement execute function refuse_change();
